using Platen.Contracts.AgentJournal.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Roaming;

/// <summary>
/// Remembers over a restart the releases of other sites' jobs that go on here, each file named after its release: <c>PLTR</c>, then a RoamingRelease message. Without it a restart could not
/// tell the cluster how they ended, and their jobs would stay locked at their holders.
/// </summary>
internal sealed class RoamingNotes(IDisk disk, string folder)
    : NoteFiles<RoamingRelease>(disk, folder, new(".roaming", [.. "PLTR"u8], 64 * 1024, RoamingRelease.Parser, DeletesDamaged: false))
{
    /// <summary>Forgets it; a crash may bring it back, and it is then reported once more.</summary>
    public void Remove(ReleaseId release) => Remove(release.ToString());

    protected override string? NameOf(RoamingRelease note) =>
        JobId.TryParse(note.JobId, out _) && ReleaseId.TryParse(note.ReleaseId, out var release) ? release.ToString() : null;
}
