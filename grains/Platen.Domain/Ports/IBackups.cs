using System.Collections.Immutable;
using Platen.Domain.Backups;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>Makes backups of the database of record, and tells of those that are there (OP01, LG02). Each is audited in the tenant's log.</summary>
public interface IBackups
{
    /// <summary>When they are made and how long they are kept; null: no folder is set, so none are made.</summary>
    BackupPlan? Plan { get; }

    /// <summary>Whether the server's keys are backed up, too, into files of their own.</summary>
    bool WithKeys { get; }

    /// <summary>Makes one, reads it back whole, and then removes what is too old. Only one at a time, whoever asks; what fails leaves nothing behind.</summary>
    /// <param name="tenant">In whose log it is written.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="by">The account of the machine that wants it; empty: the server by itself, or a user of the console.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<BackupResult> MakeAsync(TenantId tenant, Actor actor, string by, CancellationToken cancellationToken);

    /// <summary>The files in the folder, newest first; 1,000 at most.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    Task<ImmutableArray<BackupInfo>> ListAsync(CancellationToken cancellationToken);

    /// <summary>What is remembered of backups.</summary>
    Task<BackupMemory> RememberAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Replaces what is remembered.</summary>
    Task KeepAsync(TenantId tenant, BackupMemory memory, CancellationToken cancellationToken);
}
