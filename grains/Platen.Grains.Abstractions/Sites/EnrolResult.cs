using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>The agent's certificate, or why there is none.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.enrol-result")]
public sealed record EnrolResult
{
    /// <summary>The code.</summary>
    [Id(0)]
    public required EnrolCode Code { get; init; }

    /// <summary>For people; empty when enrolled.</summary>
    [Id(1)]
    public string Message { get; init; } = "";

    /// <summary>The agent.</summary>
    [Id(2)]
    public AgentId Agent { get; init; }

    /// <summary>Its certificate, DER; empty unless enrolled.</summary>
    [Id(3)]
    public ImmutableArray<byte> Certificate { get; init; } = [];

    /// <summary>The CA's certificate, DER; empty unless enrolled.</summary>
    [Id(4)]
    public ImmutableArray<byte> CaCertificate { get; init; } = [];
}
