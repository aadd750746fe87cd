namespace Platen.Domain.Sites;

/// <summary>An agent whose journal and the record do not continue each other. Nothing of it is taken, so nothing is ever merged, until an administrator has accepted what that means.</summary>
public sealed record AgentFence
{
    /// <summary>What was found.</summary>
    public required FenceKind Kind { get; init; }

    /// <summary>When it was found first.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>The start that was refused: what an administrator decides about.</summary>
    public required AgentStart Start { get; init; }

    /// <summary>Last sequence of the agent's journal.</summary>
    public required long AgentSequence { get; init; }

    /// <summary>Last sequence that the record has.</summary>
    public required long ServerSequence { get; init; }

    /// <summary>The first sequence that exists twice (<see cref="FenceKind.Forked"/>), or that nobody has any more (<see cref="FenceKind.ServerBehind"/>).</summary>
    public required long From { get; init; }

    /// <summary>The last such sequence.</summary>
    public required long Through { get; init; }

    /// <summary>An administrator has accepted the consequences; the agent's next link is let in.</summary>
    public bool Accepted { get; init; }
}
