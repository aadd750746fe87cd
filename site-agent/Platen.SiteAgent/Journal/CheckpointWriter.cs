using Platen.Contracts.AgentJournal.V1;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Journal;

/// <summary>Writes the whole state to a file of its own, so that older journal files are not needed to rebuild it. A checkpoint has its name only when it is whole.</summary>
internal static class CheckpointWriter
{
    private const int RecordsPerFrame = 512;

    public static void Write(IDisk disk, JournalFolder folder, SiteKeyRing ring, CheckpointBegin begin, IEnumerable<JournalRecord> state)
    {
        var number = begin.JournalFile;
        var temporary = folder.CheckpointInTheMaking(number);
        disk.Delete(temporary);
        using (var writer = JournalFileWriter.Begin(disk.Create(temporary), new JournalFileHeader(number, FirstBatch: 1, FirstEvent: 0), ring, long.MaxValue))
        {
            writer.TryAppend(new JournalBatch { Records = { new JournalRecord { CheckpointBegin = begin } } });
            long count = 0;
            foreach (var chunk in state.Chunk(RecordsPerFrame))
            {
                count += chunk.Length;
                writer.TryAppend(new JournalBatch { Records = { chunk } });
            }

            writer.TryAppend(new JournalBatch { Records = { new JournalRecord { CheckpointEnd = new CheckpointEnd { Records = count } } } });
            writer.Sync();
        }

        disk.Rename(temporary, folder.Checkpoint(number));
        disk.SyncDirectory(folder.Path);
        foreach (var older in folder.ListCheckpoints().Where(older => older < number))
        {
            disk.Delete(folder.Checkpoint(older));
        }
    }
}
