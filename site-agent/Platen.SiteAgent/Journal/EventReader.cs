using System.Runtime.CompilerServices;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Journal;

/// <summary>Reads events back from the journal's files, in order, and waits for more. It reads only what is durable.</summary>
internal sealed class EventReader(IDisk disk, JournalFolder folder, SiteKeyRing ring, JournalFiles files, CommittedSequence committed)
{
    public async IAsyncEnumerable<AgentEvent> ReadFromAsync(ulong sequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        JournalFileReader? reader = null;
        try
        {
            var next = sequence;
            while (true)
            {
                await committed.ReachAsync(next, cancellationToken);
                reader ??= Open(files.Containing(next));
                foreach (var fact in ReadBatch(ref reader))
                {
                    if (fact.Seq == next)
                    {
                        next++;
                        yield return fact;
                    }
                }
            }
        }
        finally
        {
            reader?.Dispose();
        }
    }

    private IReadOnlyList<AgentEvent> ReadBatch(ref JournalFileReader reader)
    {
        if (reader.Read(out var batch) == FrameStatus.Batch)
        {
            return [.. batch!.Records.Select(record => record.Event).OfType<AgentEvent>()];
        }

        var following = files.After(reader.Header.File);
        if (following is null || following.FirstBatch != reader.NextBatch)
        {
            throw new JournalDamagedException(reader.Path, reader.Position, $"batch {reader.NextBatch} is not readable any more");
        }

        reader.Dispose();
        reader = Open(following);
        return [];
    }

    private JournalFileReader Open(JournalFileHeader file)
    {
        var path = folder.Journal(file.File);
        return JournalFileReader.TryOpen(disk, path, ring) ?? throw new JournalDamagedException(path, 0, "the header is not readable any more");
    }
}
