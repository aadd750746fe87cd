namespace Platen.Domain.Sites;

/// <summary>Why an agent's link is refused until an administrator decides.</summary>
public enum FenceKind
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>The agent's journal is not the one that the record knows: its data folder was restored from an older backup, or copied.</summary>
    Forked = 1,

    /// <summary>The record is older than what was acknowledged to the agent, and the agent's journal has not all of it any more: the server's database was restored from an older backup.</summary>
    ServerBehind = 2,
}
