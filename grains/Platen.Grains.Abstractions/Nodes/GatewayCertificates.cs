using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.Nodes;

/// <summary>A gateway's certificates, or why there are none.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.nodes.gateway-certificates")]
public sealed record GatewayCertificates
{
    /// <summary>Done, or the request is invalid.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The server certificate, DER; empty unless done.</summary>
    [Id(1)]
    public ImmutableArray<byte> Server { get; init; } = [];

    /// <summary>The node certificate, DER; empty when it was not asked for.</summary>
    [Id(2)]
    public ImmutableArray<byte> Node { get; init; } = [];

    /// <summary>The certificate of the CA that issues these and the agents', DER; empty unless done.</summary>
    [Id(3)]
    public ImmutableArray<byte> Authority { get; init; } = [];
}
