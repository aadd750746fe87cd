namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>The bounds of transfers through this gateway.</summary>
internal sealed record TransferLimits
{
    /// <summary>Transfers of all agents at one time. Each costs the relay one chunk, and HTTP/2's windows on both sides.</summary>
    public int TransfersMax { get; init; } = 512;

    /// <summary>Transfers that one agent may receive, and as many that it may be asked to send.</summary>
    public int PerAgentMax { get; init; } = 8;

    /// <summary>Time for the first message of a call.</summary>
    public TimeSpan FirstMessageMax { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time for the holder to answer, once asked.</summary>
    public TimeSpan HolderAnswerMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A transfer in which nothing moves for so long is ended.</summary>
    public TimeSpan StillMax { get; init; } = TimeSpan.FromMinutes(2);
}
