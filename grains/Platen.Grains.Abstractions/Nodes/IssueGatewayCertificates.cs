using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.Nodes;

/// <summary>A gateway asks for certificates for keys that never leave it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.nodes.issue-gateway-certificates")]
public sealed record IssueGatewayCertificates
{
    /// <summary>Most names in a server certificate.</summary>
    public const int NamesMax = 32;

    /// <summary>Request for the server certificate: PKCS#10, DER, 16 KiB at most.</summary>
    [Id(0)]
    public required ImmutableArray<byte> Server { get; init; }

    /// <summary>The host names and addresses that agents and people dial; 1 to <see cref="NamesMax"/>.</summary>
    [Id(1)]
    public required ImmutableArray<string> Names { get; init; }

    /// <summary>Request for the next node certificate; empty: not wanted.</summary>
    [Id(2)]
    public ImmutableArray<byte> Node { get; init; } = [];
}
