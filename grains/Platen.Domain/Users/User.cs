using System.Collections.Immutable;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;

namespace Platen.Domain.Users;

/// <summary>A user (AU02). Credentials are only here as hashes and keyed indexes.</summary>
public sealed record User
{
    /// <summary>Whose user it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The id; it never changes.</summary>
    public required UserId Id { get; init; }

    /// <summary>The name used to log in and claimed by workstations; unique in the tenant, compared without case.</summary>
    public required string LoginName { get; init; }

    /// <summary>The name for people.</summary>
    public required string DisplayName { get; init; }

    /// <summary>E-mail address, or empty.</summary>
    public string Email { get; init; } = "";

    /// <summary>Phone, numbers, shared folder.</summary>
    public UserContact Contact { get; init; } = new();

    /// <summary>What the user may do.</summary>
    public required UserRole Role { get; init; }

    /// <summary>The roles that the user was given, and where (AZ03). At most <see cref="RoleRules.GrantsMax"/>.</summary>
    public ImmutableArray<RoleGrant> Grants { get; init; } = [];

    /// <summary>The language of the user's mails; empty: the company's.</summary>
    public string Language { get; init; } = "";

    /// <summary>The user has registered (AU01) and waits for an administrator; not active until then.</summary>
    public bool AwaitsApproval { get; init; }

    /// <summary>Only active users log in (AU16).</summary>
    public bool Active { get; init; } = true;

    /// <summary>PHC string of the password; empty: none.</summary>
    public string PasswordHash { get; init; } = "";

    /// <summary>The password is an initial one and good until then, see <see cref="InitialPassword"/>; null: it is the user's own, or older than this.</summary>
    public DateTimeOffset? InitialPasswordEndsAt { get; init; }

    /// <summary>PHC string of the PIN; empty: none.</summary>
    public string PinHash { get; init; } = "";

    /// <summary>When the PIN was drawn (AU06); null: none, or before this was recorded.</summary>
    public DateTimeOffset? PinIssuedAt { get; init; }

    /// <summary>When the user asked for a new PIN at a site that was cut off, and was granted it: it is drawn, and shown once, when the user is there to read it. Null: nothing waits.</summary>
    public DateTimeOffset? PinWantedAt { get; init; }

    /// <summary>Keyed HMAC of the PIN, by which it is found and kept unique (AU05, AU15); empty: none.</summary>
    public ImmutableArray<byte> PinIndex { get; init; } = [];

    /// <summary>The user's ID cards.</summary>
    public ImmutableArray<UserCard> Cards { get; init; } = [];

    /// <summary>Released jobs of this user are deleted with their key at once (PR04).</summary>
    public bool PrivateQueue { get; init; }

    /// <summary>Users who may release this user's jobs (PR16); what they print is charged to this user. At most <see cref="UserRules.DelegatesMax"/>.</summary>
    public ImmutableArray<UserId> Delegates { get; init; } = [];

    /// <summary>The groups that the user is in, directly or by groups within groups; at most <see cref="UserRules.GroupsMax"/>.</summary>
    public ImmutableArray<GroupId> Groups { get; init; } = [];

    /// <summary>Which source the record is kept in step with, a value of <see cref="UserSource"/>; empty: none.</summary>
    public string Source { get; init; } = UserSource.Here;

    /// <summary>The person's key at the source, which outlives a change of the name; empty: no source.</summary>
    public string SourceKey { get; init; } = "";

    /// <summary>Who checks the password, a value of <see cref="UserSource"/>; empty: it is checked here.</summary>
    public string AuthenticatedBy { get; init; } = UserSource.Here;

    /// <summary>Not active because the source says so, or has the person no more: when the source lets the person in again, so do we. What an administrator shut out stays so.</summary>
    public bool ShutBySource { get; init; }

    /// <summary>What the user wants to be asked for after the card (AU04); see <see cref="SecondPhaseRules.OfUser"/>.</summary>
    public SecondPhase SecondPhase { get; init; }

    /// <summary>What an administrator demands of this user after the card (AU04).</summary>
    public SecondPhase DemandedSecondPhase { get; init; }

    /// <summary>The second factor at console, portal and REST; null: none. Sites never learn of it.</summary>
    public SecondFactor? Factor { get; init; }

    /// <summary>Failed PIN or password attempts since the last success (AU12).</summary>
    public int FailedAttempts { get; init; }

    /// <summary>PIN and password are refused until then; the card still works.</summary>
    public DateTimeOffset? LockedUntil { get; init; }

    /// <summary>Failed PINs or passwords after the user's card since the last success. They are counted apart: who only guesses has no card, and must not shut out who has.</summary>
    public int FailedSecondPhases { get; init; }

    /// <summary>The second phase after the card is refused until then.</summary>
    public DateTimeOffset? SecondPhaseLockedUntil { get; init; }

    /// <summary>Mails about locks of late; null: none ever.</summary>
    public LockNotices? LockNotices { get; init; }

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
