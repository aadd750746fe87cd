using System.Collections.Immutable;

namespace Platen.Grains.Abstractions.Sites;

/// <summary>A new agent asks for its certificate.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.enrol-agent")]
public sealed record EnrolAgent
{
    /// <summary>The token as the console showed it.</summary>
    [Id(0)]
    public required string Token { get; init; }

    /// <summary>PKCS#10, DER, 16 KiB at most.</summary>
    [Id(1)]
    public required ImmutableArray<byte> Pkcs10 { get; init; }

    /// <summary>Version of the agent's program.</summary>
    [Id(2)]
    public string AgentVersion { get; init; } = "";

    /// <summary>The address that it comes from, for the audit log.</summary>
    [Id(3)]
    public string Origin { get; init; } = "";

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(EnrolAgent)} {{ from {Origin} }}";
}
