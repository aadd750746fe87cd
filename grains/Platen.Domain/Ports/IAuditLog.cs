using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>The audit chains as a whole: signed checkpoints, the check of everything, and retention (I7). No call stops those who write.</summary>
public interface IAuditLog
{
    /// <summary>The newest signed checkpoint of each chain, at most <paramref name="limit"/>.</summary>
    Task<ImmutableArray<AuditCheckpoint>> ListHeadsAsync(TenantId tenant, int limit, CancellationToken cancellationToken);

    /// <summary>Checks what each chain has gained since its last checkpoint, and signs its new head. A chain with a fault, or that contradicts a witness, is not signed.</summary>
    /// <returns>The faults; none: every head is signed.</returns>
    Task<ImmutableArray<AuditBreak>> SealAsync(TenantId tenant, ImmutableArray<WitnessedHead> witnesses, CancellationToken cancellationToken);

    /// <summary>Recomputes every chain, and holds it against its checkpoints and the heads that agents keep. Memory does not grow with the log.</summary>
    Task<AuditVerdict> VerifyAsync(TenantId tenant, ImmutableArray<WitnessedHead> witnesses, IProgress<AuditProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Holds heads that agents keep against the record, without reading the chains.</summary>
    Task<ImmutableArray<AuditBreak>> CompareAsync(TenantId tenant, ImmutableArray<WitnessedHead> witnesses, CancellationToken cancellationToken);

    /// <summary>Removes entries that are older, up to a signed checkpoint of each chain, and leaves a signed note of where the chain begins now.</summary>
    /// <returns>Entries removed; at most some ten thousand a call.</returns>
    Task<int> RemoveBeforeAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellationToken);

    /// <summary>Signs that each chain goes on from where it ends now, after a backup was put back and an administrator has accepted the loss.</summary>
    /// <returns>The new heads.</returns>
    Task<ImmutableArray<AuditCheckpoint>> AcceptRestoreAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>What the last verification found; null: there was none.</summary>
    Task<AuditVerdict?> FindVerdictAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Keeps what a verification found.</summary>
    Task SaveVerdictAsync(TenantId tenant, AuditVerdict verdict, CancellationToken cancellationToken);
}
