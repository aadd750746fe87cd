using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>Changes a user's profile; null leaves a value as it is.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.update-user")]
public sealed record UpdateUser
{
    /// <summary>The name to log in with. Administrators only.</summary>
    [Id(0)]
    public string? LoginName { get; init; }

    /// <summary>The name for people.</summary>
    [Id(1)]
    public string? DisplayName { get; init; }

    /// <summary>E-mail address; empty: none.</summary>
    [Id(2)]
    public string? Email { get; init; }

    /// <summary>What the user may do. Administrators only, and not of oneself.</summary>
    [Id(3)]
    public UserRole? Role { get; init; }

    /// <summary>Delete released jobs with their key at once (PR04). Administrators only.</summary>
    [Id(4)]
    public bool? PrivateQueue { get; init; }

    /// <summary>All users who may release this user's jobs (PR16), each by login name or id; null: as they are.</summary>
    [Id(5)]
    public ImmutableArray<string>? Delegates { get; init; }

    /// <summary>All groups made here that the user is in, each by name or id; those of a directory stay as the directory says. Administrators only.</summary>
    [Id(20)]
    public ImmutableArray<string>? Groups { get; init; }

    /// <summary>What the user wants to be asked for after the card (AU04); unspecified: nothing.</summary>
    [Id(10)]
    public SecondPhase? SecondPhase { get; init; }

    /// <summary>What is demanded of the user after the card (AU04); unspecified: nothing. Administrators only.</summary>
    [Id(11)]
    public SecondPhase? DemandedSecondPhase { get; init; }

    /// <summary>Telephone number; empty: none.</summary>
    [Id(12)]
    public string? Phone { get; init; }

    /// <summary>Number of the identity card or passport; empty: none. Administrators only.</summary>
    [Id(13)]
    public string? IdNumber { get; init; }

    /// <summary>Personal number in the company; empty: none. Administrators only.</summary>
    [Id(14)]
    public string? PersonalNumber { get; init; }

    /// <summary>The user's shared folder; empty: none. Administrators only.</summary>
    [Id(15)]
    public string? SharedFolder { get; init; }

    /// <summary>The language of the user's mails; empty: the company's.</summary>
    [Id(60)]
    public string? Language { get; init; }
}
