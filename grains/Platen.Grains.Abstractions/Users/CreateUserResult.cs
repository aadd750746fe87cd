using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>The new user, with the PIN in clear: shown once, never again.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.create-user-result")]
public sealed record CreateUserResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The user; null unless done.</summary>
    [Id(1)]
    public User? User { get; init; }

    /// <summary>The PIN in clear; null when none was asked for.</summary>
    [Id(2)]
    public string? Pin { get; init; }

    /// <summary>The password that was drawn, in clear; null when none was asked for.</summary>
    [Id(140)]
    public string? Password { get; init; }

    /// <summary>Without the secrets.</summary>
    public override string ToString() => $"{nameof(CreateUserResult)} {{ {Result.Code}, {User?.Id} }}";
}
