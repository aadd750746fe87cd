namespace Platen.SiteAgent.Spool;

/// <summary>
/// Moves the few live documents out of a mostly dead segment, so that it can be reused. A move is: copy the sealed bytes and the wrapped key, make them and the fact of
/// the move durable, then destroy the key at the old place, and only then free it. A crash in between leaves the job at one of the two places, whole.
/// </summary>
internal sealed class Compaction(SpoolEngine engine)
{
    /// <summary>A segment is worth it when at most this part of it is alive.</summary>
    public const double FullnessMax = 0.25;

    /// <summary>Empties the sparsest segment; returns the documents moved, 0 when no segment is sparse enough or nothing can be moved.</summary>
    public async Task<int> CompactOneAsync(CancellationToken cancellationToken)
    {
        if (engine.Segments.FindSparse(FullnessMax) is not { } segment)
        {
            return 0;
        }

        var moved = 0;
        foreach (var job in engine.Jobs.ListInSegment(segment))
        {
            cancellationToken.ThrowIfCancellationRequested();
            moved += await engine.Jobs.MoveAsync(job.Id, segment) ? 1 : 0;
        }

        return moved;
    }
}
