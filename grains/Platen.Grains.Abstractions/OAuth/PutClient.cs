using Platen.Domain.OAuth;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.OAuth;

/// <summary>Registers a client, or changes one.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.put-client")]
public sealed record PutClient
{
    /// <summary>Its id.</summary>
    [Id(0)]
    public required ClientId Client { get; init; }

    /// <summary>Whether it must not be there yet.</summary>
    [Id(1)]
    public bool IsNew { get; init; }

    /// <summary>The name that people see.</summary>
    [Id(2)]
    public required string Name { get; init; }

    /// <summary>How it proves that it is the one.</summary>
    [Id(3)]
    public required ClientAuthentication Authentication { get; init; }

    /// <summary>How it may come to tokens.</summary>
    [Id(4)]
    public ImmutableArray<OAuthGrant> Grants { get; init; } = [];

    /// <summary>Where answers may be sent.</summary>
    [Id(5)]
    public ImmutableArray<string> RedirectAddresses { get; init; } = [];

    /// <summary>What its tokens may carry at most.</summary>
    [Id(6)]
    public ImmutableArray<Right> Scopes { get; init; } = [];

    /// <summary>Where it holds that in its own name; empty: everywhere.</summary>
    [Id(7)]
    public ImmutableArray<SiteId> Sites { get; init; } = [];

    /// <summary>SHA-256 of the certificates that it may show.</summary>
    [Id(8)]
    public ImmutableArray<string> Certificates { get; init; } = [];

    /// <summary>Whether it may ask about tokens of other clients.</summary>
    [Id(9)]
    public bool MayIntrospect { get; init; }

    /// <summary>Public keys that it may sign with, PEM.</summary>
    [Id(10)]
    public ImmutableArray<string> Keys { get; init; } = [];

    /// <summary>Whether it is the desktop client, whose logins end when idle (AU18).</summary>
    [Id(160)]
    public bool IsDesktop { get; init; }
}
