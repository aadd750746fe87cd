namespace Platen.Gateway.Api.Users;

/// <summary>Changes of a user; what is left out stays as it is.</summary>
internal sealed record PatchUserRequest
{
    /// <summary>Administrators only.</summary>
    public string? LoginName { get; init; }

    /// <summary>The name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>E-mail address; empty: none.</summary>
    public string? Email { get; init; }

    /// <summary>user or administrator. Administrators only, and not of themselves.</summary>
    public string? Role { get; init; }

    /// <summary>Delete released jobs with their key at once. Administrators only.</summary>
    public bool? PrivateQueue { get; init; }

    /// <summary>All users who may release this user's jobs, each by login name or id.</summary>
    public IReadOnlyList<string>? Delegates { get; init; }

    /// <summary>All groups made here that the user is in, each by name or id. Administrators only.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Telephone number; empty: none.</summary>
    public string? Phone { get; init; }

    /// <summary>Number of the identity card or passport; empty: none. Administrators only.</summary>
    public string? IdNumber { get; init; }

    /// <summary>Personal number in the company; empty: none. Administrators only.</summary>
    public string? PersonalNumber { get; init; }

    /// <summary>The user's shared folder; empty: none. Administrators only.</summary>
    public string? SharedFolder { get; init; }

    /// <summary>The language of the user's mails, en or de; empty: the company's.</summary>
    public string? Language { get; init; }

    /// <summary>What the user wants to be asked for after the card: none, pin, password or pinOrPassword.</summary>
    public string? SecondPhase { get; init; }

    /// <summary>What is demanded of the user after the card. Administrators only.</summary>
    public string? DemandedSecondPhase { get; init; }

    /// <summary>Whether the user may log in; true approves an account that waits. Administrators only, and not of themselves.</summary>
    public bool? Active { get; init; }

    /// <summary>Only false: ends a lock before its time. Administrators only.</summary>
    public bool? Locked { get; init; }
}
