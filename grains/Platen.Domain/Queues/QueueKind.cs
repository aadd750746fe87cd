namespace Platen.Domain.Queues;

/// <summary>What becomes of a queue's jobs.</summary>
public enum QueueKind
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Held until the owner releases it at any device (PR01).</summary>
    Pull = 1,

    /// <summary>Goes to the queue's device at once.</summary>
    Direct = 2,

    /// <summary>As pull, and deleted with its key at once after release (PR04).</summary>
    Private = 3,
}
