using System.Collections.Immutable;

namespace Platen.Domain.Users;

/// <summary>A user as a line of a file that is imported. What the file has no column for, or leaves empty, is null: it stays as it is, or takes its default.</summary>
public sealed record UserLine
{
    /// <summary>The line's number in the file, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The login name: who has it already is changed, else a user is added.</summary>
    public required string LoginName { get; init; }

    /// <summary>The name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>What the user may do.</summary>
    public UserRole? Role { get; init; }

    /// <summary>Released jobs are deleted at once (PR04).</summary>
    public bool? PrivateQueue { get; init; }

    /// <summary>Whether the user may log in.</summary>
    public bool? Active { get; init; }

    /// <summary>Telephone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Number of the identity card or passport.</summary>
    public string? IdNumber { get; init; }

    /// <summary>Personal number in the company.</summary>
    public string? PersonalNumber { get; init; }

    /// <summary>The user's shared folder.</summary>
    public string? SharedFolder { get; init; }

    /// <summary>Number of a card to add.</summary>
    public string? CardNumber { get; init; }

    /// <summary>Draw a PIN for a user who is added.</summary>
    public bool IssuePin { get; init; }

    /// <summary>Draw an initial password, for a user who is added or has none.</summary>
    public bool IssuePassword { get; init; }

    /// <summary>What cannot be read in the line; empty: nothing.</summary>
    public ImmutableArray<string> Errors { get; init; } = [];

    /// <summary>Without the card.</summary>
    public override string ToString() => $"{nameof(UserLine)} {{ {Number}, {LoginName} }}";
}
