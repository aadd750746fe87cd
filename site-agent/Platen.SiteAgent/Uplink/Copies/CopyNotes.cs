using Platen.Contracts.AgentJournal.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>Remembers over a restart which copies are kept here or to be fetched: <c>PLTK</c>, then a CopyNote message. What does not read is forgotten, and its copy with it.</summary>
internal sealed class CopyNotes(IDisk disk, string folder)
    : NoteFiles<CopyNote>(disk, folder, new(".copy", [.. "PLTK"u8], 4 * 1024, CopyNote.Parser, DeletesDamaged: true))
{
    /// <summary>Forgets it; a crash may bring it back, without its document.</summary>
    public void Remove(JobId job) => Remove(job.ToString());

    protected override string? NameOf(CopyNote note) => JobId.TryParse(note.JobId, out var job) ? job.ToString() : null;
}
