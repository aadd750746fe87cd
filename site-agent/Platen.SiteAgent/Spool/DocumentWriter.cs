using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Seals one document as its bytes come. A small one is collected and sealed at its end, and gets a place in a segment, where the group commit writes it; one that grows above
/// <see cref="SpoolOptions.LargeJobBytes"/> gets a file of its own and streams to it. Not thread-safe.
/// </summary>
internal sealed class DocumentWriter(JobId job, SegmentStore segments, OwnFiles ownFiles, SpoolSpace space, SiteKeyRing ring, SpoolOptions options) : IAsyncDisposable
{
    private const long SpaceStepBytes = 4 * 1024 * 1024;

    private readonly DocumentSealer _sealer = new(job, ring);
    private ChunkBatch? _batch;
    private OwnFileWriter? _ownFile;
    private long _spaceTaken;
    private DataPlace? _segmentPlace;
    private bool _isKept;

    /// <summary>Plaintext bytes taken.</summary>
    public long PlainBytes { get; private set; }

    /// <summary>Takes bytes; false when the spool is full.</summary>
    public async ValueTask<bool> AppendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            _batch ??= ChunkBatch.First();
            if (_batch.IsFull && !await PassOnAsync(_batch, cancellationToken))
            {
                return false;
            }

            var taken = _batch.Append(bytes.Span);
            PlainBytes += taken;
            bytes = bytes[taken..];
        }

        return PlainBytes <= options.LargeJobBytes || TryBeginOwnFile();
    }

    /// <summary>Seals what is left, and finds its place; null when the spool is full.</summary>
    public async ValueTask<SealedDocument?> FinishAsync(CancellationToken cancellationToken)
    {
        _batch ??= ChunkBatch.First();
        _batch.IsLast = true;
        return _ownFile is null ? SealForSegment(_batch) : await FinishOwnFileAsync(_ownFile, _batch, cancellationToken);
    }

    /// <summary>The document is accepted: its data stays.</summary>
    public void Keep() => _isKept = true;

    public async ValueTask DisposeAsync()
    {
        if (_ownFile is not null)
        {
            await _ownFile.DisposeAsync();
        }

        _batch?.Dispose();
        _batch = null;
        _sealer.Dispose();
        if (!_isKept)
        {
            Discard();
        }
    }

    private async ValueTask<bool> PassOnAsync(ChunkBatch full, CancellationToken cancellationToken)
    {
        if (!TryBeginOwnFile() || !TryTakeSpace(full))
        {
            return false;
        }

        _batch = full.Next();
        return await _ownFile!.WriteAsync(full, cancellationToken);
    }

    private bool TryBeginOwnFile()
    {
        if (_ownFile is not null)
        {
            return true;
        }

        if (!space.HasRoomFor(SpaceStepBytes))
        {
            return false;
        }

        try
        {
            _ownFile = new OwnFileWriter(ownFiles.Create(job), _sealer);
            return true;
        }
        catch (DiskFullException)
        {
            space.NoteFull();
            return false;
        }
    }

    private bool TryTakeSpace(ChunkBatch batch)
    {
        if (batch.Offset + ChunkBatch.PlainBytesMax > _spaceTaken)
        {
            if (!space.TryTake(SpaceStepBytes))
            {
                return false;
            }

            _spaceTaken += SpaceStepBytes;
        }

        return true;
    }

    private SealedDocument? SealForSegment(ChunkBatch batch)
    {
        batch.Seal(_sealer);
        if (segments.TryReserve(batch.Pages.Length) is not { } reserved)
        {
            return null;
        }

        _segmentPlace = reserved.Place;
        return Describe(reserved.Place, new PageWrite(reserved.Segment.File, reserved.Place.Offset, batch.Pages));
    }

    private async ValueTask<SealedDocument?> FinishOwnFileAsync(OwnFileWriter file, ChunkBatch batch, CancellationToken cancellationToken)
    {
        if (!TryTakeSpace(batch))
        {
            return null;
        }

        try
        {
            _batch = null;
            await file.WriteAsync(batch, cancellationToken);
            await file.FinishAsync(); // says also why the line before could not
        }
        catch (DiskFullException)
        {
            space.NoteFull();
            return null;
        }

        var place = new DataPlace(Segment: 0, Offset: 0, file.Length);
        space.Take(place.Length - _spaceTaken);
        _spaceTaken = place.Length;
        return Describe(place, unwritten: null);
    }

    private SealedDocument Describe(DataPlace place, PageWrite? unwritten) => new(place, unwritten, PlainBytes, _sealer.Chunks, _sealer.TakeSha256());

    private void Discard()
    {
        if (_segmentPlace is { } place)
        {
            segments.Release(place);
        }

        if (_ownFile is not null)
        {
            ownFiles.TryDelete(job);
            space.Return(_spaceTaken);
        }
    }
}
