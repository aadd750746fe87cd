using Platen.Domain.Audit;

namespace Platen.Domain.Ports;

/// <summary>The keys that sign the audit log's checkpoints. They are never in the database.</summary>
public interface IAuditSigner
{
    /// <summary>Signs a checkpoint.</summary>
    AuditCheckpoint Sign(AuditCheckpoint checkpoint);

    /// <summary>Whether a checkpoint was signed by this installation, now or before its keys were last renewed.</summary>
    bool IsGenuine(AuditCheckpoint checkpoint);
}
