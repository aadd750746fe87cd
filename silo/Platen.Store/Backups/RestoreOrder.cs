namespace Platen.Store.Backups;

/// <summary>What an operator wants restored.</summary>
public sealed record RestoreOrder
{
    /// <summary>The backup file.</summary>
    public required string File { get; init; }

    /// <summary>The operator's account on this machine.</summary>
    public required string By { get; init; }

    /// <summary>Whether a database with records may be replaced. It is kept beside, under another name.</summary>
    public bool Replace { get; init; }

    /// <summary>Whether programs' tokens stay good. Those that were revoked since the backup are then good again, too.</summary>
    public bool KeepTokens { get; init; }

    /// <summary>Whether a backup is taken whose audit log has faults.</summary>
    public bool WithAuditFaults { get; init; }
}
