using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Backups;

/// <summary>
/// The backups of the database of record (OP01): makes them when they are due, and when an administrator wants one; raises and clears the alarm that the last good one is too old. Several of it at once do no harm: the database lets one run.
/// Key: <see cref="GrainKeys.Tenant"/>.
/// </summary>
[Alias("platen.backups.backup-grain")]
public interface IBackupGrain : IGrainWithStringKey
{
    /// <summary>How the backups stand; null: the actor may not see it.</summary>
    [Alias("get")]
    Task<BackupView?> GetAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Begins one now, unless one is under way; it goes on by itself. Administrators only.</summary>
    [Alias("start")]
    Task<CommandResult> StartAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Does what is due; to be called each minute, by any number of servers.</summary>
    [Alias("tick")]
    Task TickAsync(CancellationToken cancellationToken);
}
