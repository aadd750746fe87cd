using System.Collections.Immutable;
using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Users;

/// <summary>A web session that is valid now, with its user as the record has it now.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.users.session-view")]
public sealed record SessionView
{
    /// <summary>The user; active.</summary>
    [Id(0)]
    public required User User { get; init; }

    /// <summary>When the login was.</summary>
    [Id(1)]
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ends, however busy it is.</summary>
    [Id(2)]
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>What roles give the user now, beside what everybody has.</summary>
    [Id(3)]
    public ImmutableArray<HeldRight> Held { get; init; } = [];

    /// <summary>The rights to which a program's token narrows it; null: it is a login in person.</summary>
    [Id(4)]
    public ImmutableArray<Right>? Limit { get; init; }

    /// <summary>Which program acts for the user, for the audit log; empty: none.</summary>
    [Id(5)]
    public string Client { get; init; } = "";

    /// <summary>Names the session in the list of sessions; empty: it is a token of a program.</summary>
    [Id(6)]
    public string Session { get; init; } = "";

    /// <summary>The OAuth client that acts in its own name, the user standing for nobody then; empty: the user, or a program for the user.</summary>
    [Id(7)]
    public string OwnName { get; init; } = "";

    /// <summary>The user must set up a second factor first: nothing else is open until then.</summary>
    [Id(8)]
    public bool MustSetUpFactor { get; init; }

    /// <summary>Whether there are credit accounts (AC02).</summary>
    [Id(110)]
    public bool CreditOn { get; init; }

    /// <summary>Whether the user has one.</summary>
    [Id(111)]
    public bool HasCredit { get; init; }

    /// <summary>The password is an initial one: the user must choose an own one first, and nothing else is open until then (ASVS 6.4.1).</summary>
    [Id(140)]
    public bool MustChoosePassword { get; init; }

    /// <summary>When the user last gave a proof of who it is, password or provider's login; null: at <see cref="StartedAt"/>.</summary>
    [Id(141)]
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>Whether that is so short ago that the user may change how to log in; a program's token is not asked again.</summary>
    public bool IsFresh(DateTimeOffset now) => Limit is not null || FreshLogin.Is(ProvenAt ?? StartedAt, now);

    /// <summary>The actor of a call in this session.</summary>
    public Actor ToActor(string origin)
    {
        var from = Client.Length > 0 ? $"{origin} {Client}" : origin;
        var actor = OwnName.Length > 0 ? Actor.Client(ClientId.Parse(OwnName), Held, from) : Actor.Of(User, Held, from);
        return Limit is { } limit ? actor.NarrowedTo(limit) : actor;
    }
}
