namespace Platen.Domain.Audit;

/// <summary>What a signed checkpoint says of its chain.</summary>
public enum AuditCheckpointKind
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>At its time the chain ended at this position with this hash, and was whole from the checkpoint before on.</summary>
    Head = 1,

    /// <summary>Retention has removed the entries up to and with this position; its hash is the one that the next entry was chained to.</summary>
    Cut = 2,

    /// <summary>An administrator has accepted that a backup was put back: the chain goes on from here, and heads beyond it were lost.</summary>
    Restored = 3,
}
