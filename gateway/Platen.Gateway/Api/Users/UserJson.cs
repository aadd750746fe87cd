using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;

namespace Platen.Gateway.Api.Users;

/// <summary>A user. Of credentials it says only whether there are any.</summary>
internal sealed record UserJson
{
    public required string Id { get; init; }

    public required string LoginName { get; init; }

    public required string DisplayName { get; init; }

    public required string Email { get; init; }

    public required UserRole Role { get; init; }

    public required bool Active { get; init; }

    /// <summary>The user has registered and waits for an administrator.</summary>
    public required bool AwaitsApproval { get; init; }

    /// <summary>The language of the user's mails; empty: the company's.</summary>
    public required string Language { get; init; }

    public required bool PrivateQueue { get; init; }

    public required bool HasPassword { get; init; }

    public required bool HasPin { get; init; }

    /// <summary>Whether a second factor is asked for at console, portal and REST.</summary>
    public required bool HasSecondFactor { get; init; }

    /// <summary>When the user asked for a new PIN at a site that was cut off, and was granted it; it waits to be drawn. Null: none waits.</summary>
    public required DateTimeOffset? PinWantedAt { get; init; }

    /// <summary>Users who may release this user's jobs.</summary>
    public required IReadOnlyList<string> Delegates { get; init; }

    /// <summary>Ids of the groups that the user is in.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>The directory or provider that the record is kept in step with; empty: none.</summary>
    public required string Source { get; init; }

    /// <summary>The directory or provider that checks the password; empty: it is checked here.</summary>
    public required string AuthenticatedBy { get; init; }

    public required IReadOnlyList<CardJson> Cards { get; init; }

    public required string Phone { get; init; }

    public required string IdNumber { get; init; }

    public required string PersonalNumber { get; init; }

    public required string SharedFolder { get; init; }

    /// <summary>What the user wants to be asked for after the card.</summary>
    public required string SecondPhase { get; init; }

    /// <summary>What is demanded of the user after the card.</summary>
    public required string DemandedSecondPhase { get; init; }

    /// <summary>The second phase after the card is refused until then; null: not locked.</summary>
    public required DateTimeOffset? SecondPhaseLockedUntil { get; init; }

    /// <summary>PIN and password are refused until then; null: not locked.</summary>
    public required DateTimeOffset? LockedUntil { get; init; }

    /// <summary>The balance of the credit account, a decimal string, for who may recharge it; null: there is none, or it is not the caller's to see.</summary>
    public string? Credit { get; init; }

    public static UserJson Of(User user) => new()
    {
        Id = user.Id.ToString(),
        LoginName = user.LoginName,
        DisplayName = user.DisplayName,
        Email = user.Email,
        Role = user.Role,
        Active = user.Active,
        AwaitsApproval = user.AwaitsApproval,
        Language = user.Language,
        PrivateQueue = user.PrivateQueue,
        HasPassword = user.PasswordHash.Length > 0,
        HasPin = user.PinHash.Length > 0,
        HasSecondFactor = FactorRules.Has(user),
        PinWantedAt = user.PinWantedAt,
        Delegates = [.. user.Delegates.Select(other => other.ToString())],
        Groups = [.. user.Groups.Select(group => group.ToString())],
        Source = user.Source,
        AuthenticatedBy = user.AuthenticatedBy,
        Cards = [.. user.Cards.Select(card => new CardJson(Convert.ToHexStringLower(card.Index.AsSpan()), card.Label))],
        LockedUntil = user.LockedUntil,
        Phone = user.Contact.Phone,
        IdNumber = user.Contact.IdNumber,
        PersonalNumber = user.Contact.PersonalNumber,
        SharedFolder = user.Contact.SharedFolder,
        SecondPhase = PhaseWords.Of(user.SecondPhase),
        DemandedSecondPhase = PhaseWords.Of(user.DemandedSecondPhase),
        SecondPhaseLockedUntil = user.SecondPhaseLockedUntil,
    };
}
