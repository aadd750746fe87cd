using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>Records a new user (AU02).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.create-user")]
public sealed record CreateUser
{
    /// <summary>The name to log in and to print with: 1 to 128 characters, unique in the tenant without regard to case.</summary>
    [Id(0)]
    public required string LoginName { get; init; }

    /// <summary>The name for people, 1 to 200 characters.</summary>
    [Id(1)]
    public required string DisplayName { get; init; }

    /// <summary>E-mail address, or empty.</summary>
    [Id(2)]
    public string Email { get; init; } = "";

    /// <summary>What the user may do.</summary>
    [Id(3)]
    public required UserRole Role { get; init; }

    /// <summary>The password in clear; null: none, the console is closed to the user.</summary>
    [Id(4)]
    public string? Password { get; init; }

    /// <summary>The number of an ID card; null: none.</summary>
    [Id(5)]
    public string? CardNumber { get; init; }

    /// <summary>Issue a PIN at once.</summary>
    [Id(6)]
    public bool IssuePin { get; init; }

    /// <summary>Delete released jobs with their key at once (PR04).</summary>
    [Id(7)]
    public bool PrivateQueue { get; init; }

    /// <summary>Draw a random password; <see cref="Password"/> is not looked at then.</summary>
    [Id(140)]
    public bool DrawPassword { get; init; }

    /// <summary>The password is no initial one: the user, as that of a program, need not choose another.</summary>
    [Id(141)]
    public bool PasswordIsLasting { get; init; }

    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"{nameof(CreateUser)} {{ {LoginName} }}";
}
