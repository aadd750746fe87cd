using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>The certificate that an agent shows; our CA has signed it.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.agent-certificate")]
public sealed record AgentCertificate
{
    /// <summary>The agent.</summary>
    [Id(0)]
    public required AgentId Agent { get; init; }

    /// <summary>Serial number, hexadecimal.</summary>
    [Id(1)]
    public required string Serial { get; init; }

    /// <summary>When it ends.</summary>
    [Id(2)]
    public required DateTimeOffset Expires { get; init; }
}
