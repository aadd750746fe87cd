namespace Platen.Gateway.Api.Users;

/// <summary>A new user.</summary>
internal sealed record CreateUserRequest
{
    /// <summary>The name to log in and to print with, unique without regard to case.</summary>
    public string? LoginName { get; init; }

    /// <summary>The name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>E-mail address, or left out.</summary>
    public string? Email { get; init; }

    /// <summary>user (the default) or administrator.</summary>
    public string? Role { get; init; }

    /// <summary>Left out: none, the console is closed to the user. It is an initial one: the user chooses an own one at the first login.</summary>
    public string? Password { get; init; }

    /// <summary>Draw a random initial password, and show it once.</summary>
    public bool DrawPassword { get; init; }

    /// <summary>false: the password is no initial one, as for a program's user.</summary>
    public bool? PasswordIsInitial { get; init; }

    /// <summary>The number of an ID card, or left out.</summary>
    public string? CardNumber { get; init; }

    /// <summary>Issue a PIN at once.</summary>
    public bool IssuePin { get; init; }

    /// <summary>Delete released jobs with their key at once.</summary>
    public bool PrivateQueue { get; init; }

    /// <summary>Without the secrets.</summary>
    public override string ToString() => nameof(CreateUserRequest);
}
