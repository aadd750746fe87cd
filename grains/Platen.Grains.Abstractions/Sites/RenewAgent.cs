using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>An agent asks for its next certificate before the present one ends (NW06).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.renew-agent")]
public sealed record RenewAgent
{
    /// <summary>The agent, from the certificate that authenticated the call.</summary>
    [Id(0)]
    public required AgentId Agent { get; init; }

    /// <summary>Serial number of that certificate, hexadecimal.</summary>
    [Id(1)]
    public required string CurrentSerial { get; init; }

    /// <summary>PKCS#10, DER, 16 KiB at most.</summary>
    [Id(2)]
    public required ImmutableArray<byte> Pkcs10 { get; init; }
}
