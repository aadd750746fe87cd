using Platen.Domain.Roles;
using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.OAuth;

/// <summary>What a user is asked, or where the browser goes at once.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.consent-view")]
public sealed record ConsentView
{
    /// <summary>What is wrong, to be shown: there is no address that an answer could go to. Empty: nothing.</summary>
    [Id(0)]
    public string Refusal { get; init; } = "";

    /// <summary>Where the browser goes; empty: the user is asked.</summary>
    [Id(1)]
    public string Location { get; init; } = "";

    /// <summary>The program's name.</summary>
    [Id(2)]
    public string ClientName { get; init; } = "";

    /// <summary>What it may do for the user then: what was asked for and the user holds.</summary>
    [Id(3)]
    public ImmutableArray<Right> Scopes { get; init; } = [];

    /// <summary>Where the answer will go: scheme and host, as a page's policy names it.</summary>
    [Id(4)]
    public string Source { get; init; } = "";

    /// <summary>Whether the program may go on without asking again: it gets a refresh token.</summary>
    [Id(5)]
    public bool Refreshes { get; init; }

    /// <summary>How long the program may go unused; zero: it gets no refresh token.</summary>
    [Id(160)]
    public TimeSpan Idle { get; init; }

    /// <summary>How long it may act at most, from now on.</summary>
    [Id(161)]
    public TimeSpan Max { get; init; }
}
