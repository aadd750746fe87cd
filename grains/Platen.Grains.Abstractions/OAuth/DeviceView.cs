using Platen.Domain.Roles;
using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.OAuth;

/// <summary>The device that waits, as its user sees it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.device-view")]
public sealed record DeviceView
{
    /// <summary>Whether there is one; else why not.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The program's name.</summary>
    [Id(1)]
    public string ClientName { get; init; } = "";

    /// <summary>Its id.</summary>
    [Id(2)]
    public string Client { get; init; } = "";

    /// <summary>What it may do for the user then.</summary>
    [Id(3)]
    public ImmutableArray<Right> Scopes { get; init; } = [];

    /// <summary>From which address it asked.</summary>
    [Id(4)]
    public string Origin { get; init; } = "";

    /// <summary>When.</summary>
    [Id(5)]
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>Whether the program may go on without asking again: it gets a refresh token.</summary>
    [Id(6)]
    public bool Refreshes { get; init; }

    /// <summary>How long the program may go unused; zero: it gets no refresh token.</summary>
    [Id(160)]
    public TimeSpan Idle { get; init; }

    /// <summary>How long it may act at most, from now on.</summary>
    [Id(161)]
    public TimeSpan Max { get; init; }
}
