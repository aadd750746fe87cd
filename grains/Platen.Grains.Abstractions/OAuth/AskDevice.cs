namespace Platen.Grains.Abstractions.OAuth;

/// <summary>A device asks for a code (RFC 8628, 3.1).</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.oauth.ask-device")]
public sealed record AskDevice
{
    /// <summary>Who asks.</summary>
    [Id(0)]
    public required ClientProof Proof { get; init; }

    /// <summary>What for; empty: all that the client may have.</summary>
    [Id(1)]
    public string Scope { get; init; } = "";
}
