namespace Platen.Grains.Abstractions.Sites;

/// <summary>The token that enrols an agent: shown once, never again.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.sites.add-agent-result")]
public sealed record AddAgentResult
{
    /// <summary>How it ended.</summary>
    [Id(0)]
    public required CommandResult Result { get; init; }

    /// <summary>The token as text; empty unless done.</summary>
    [Id(1)]
    public string Token { get; init; } = "";

    /// <summary>When the token ends.</summary>
    [Id(2)]
    public DateTimeOffset? Expires { get; init; }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"{nameof(AddAgentResult)} {{ {Result.Code}, expires {Expires:O} }}";
}
