using System.Security.Cryptography;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Seals one document as its bytes come. A small one is collected and goes to a segment in one write; one that grows above <see cref="SpoolOptions.LargeJobBytes"/>
/// moves to a file of its own and streams to it. The newest chunk stays open until more bytes or the end come, because only then it is known whether it is the last.
/// Not thread-safe.
/// </summary>
internal sealed class DocumentWriter(JobId job, SegmentStore segments, OwnFiles ownFiles, SpoolSpace space, SiteKeyRing ring, SpoolOptions options) : IAsyncDisposable
{
    private const long SpaceStepBytes = 4 * 1024 * 1024;

    private readonly List<SealedPiece> _collected = [];
    private ChunkCipher? _cipher;
    private byte[]? _open;
    private int _openStart;
    private int _openBytes;
    private long _chunks;
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
            if (_openBytes == ChunkCipher.ChunkBytes && !await SealAsync(last: false, cancellationToken))
            {
                return false;
            }

            EnsureOpen();
            var count = Math.Min(bytes.Length, ChunkCipher.ChunkBytes - _openBytes);
            bytes.Span[..count].CopyTo(_open.AsSpan(_openStart + _openBytes));
            _openBytes += count;
            PlainBytes += count;
            bytes = bytes[count..];
        }

        return true;
    }

    /// <summary>Seals the last chunk and writes what is not written; null when the spool is full.</summary>
    public async ValueTask<WrittenDocument?> FinishAsync(CancellationToken cancellationToken)
    {
        EnsureOpen();
        if (!await SealAsync(last: true, cancellationToken))
        {
            return null;
        }

        return _ownFile is null ? WriteToSegment() : await FinishOwnFileAsync(_ownFile);
    }

    /// <summary>The document is accepted: its data stays.</summary>
    public void Keep() => _isKept = true;

    public async ValueTask DisposeAsync()
    {
        _cipher?.Dispose();
        if (_open is not null)
        {
            CryptographicOperations.ZeroMemory(_open); // plaintext
            ChunkBuffers.Return(_open);
            _open = null;
        }

        ReturnCollected();
        if (_ownFile is not null)
        {
            await _ownFile.DisposeAsync();
        }

        if (!_isKept)
        {
            Discard();
        }
    }

    private void EnsureOpen()
    {
        if (_open is not null)
        {
            return;
        }

        _open = ChunkBuffers.Rent();
        _openStart = 0;
        _openBytes = 0;
        if (_cipher is null)
        {
            _cipher = DataHeader.Create(_open, job, ring);
            _openStart = DataHeader.Bytes;
        }
    }

    private async ValueTask<bool> SealAsync(bool last, CancellationToken cancellationToken)
    {
        var length = _openStart + _cipher!.Seal(_open.AsSpan(_openStart), _openBytes, _chunks++, last);
        var piece = new SealedPiece(_open!, length);
        _open = null;
        _openBytes = 0;
        if (_ownFile is not null)
        {
            return await WriteBehindAsync(_ownFile, piece, cancellationToken);
        }

        _collected.Add(piece);
        return PlainBytes <= options.LargeJobBytes || await MoveToOwnFileAsync(cancellationToken);
    }

    private async ValueTask<bool> MoveToOwnFileAsync(CancellationToken cancellationToken)
    {
        if (!space.HasRoomFor(SpaceStepBytes))
        {
            return false;
        }

        try
        {
            _ownFile = new OwnFileWriter(ownFiles.Create(job));
        }
        catch (DiskFullException)
        {
            space.NoteFull();
            return false;
        }

        var collected = _collected.ToArray();
        _collected.Clear();
        var ok = true;
        foreach (var piece in collected)
        {
            ok = ok && await WriteBehindAsync(_ownFile, piece, cancellationToken);
        }

        return ok;
    }

    private async ValueTask<bool> WriteBehindAsync(OwnFileWriter file, SealedPiece piece, CancellationToken cancellationToken)
    {
        if (_chunks * ChunkCipher.SealedChunkBytes > _spaceTaken)
        {
            if (!space.TryTake(SpaceStepBytes))
            {
                ChunkBuffers.Return(piece.Buffer);
                return false;
            }

            _spaceTaken += SpaceStepBytes;
        }

        return await file.WriteAsync(piece, cancellationToken);
    }

    private WrittenDocument? WriteToSegment()
    {
        var bytes = _collected.Sum(piece => (long)piece.Length);
        if (segments.TryReserve(bytes) is not { } reserved)
        {
            return null;
        }

        _segmentPlace = reserved.Place;
        var last = _collected[^1];
        var padding = (int)(reserved.Place.Length - bytes); // whole pages: the kernel need not read what it overwrites
        last.Buffer.AsSpan(last.Length, padding).Clear();
        _collected[^1] = last with { Length = last.Length + padding };
        if (_collected.Count == 1)
        {
            reserved.Segment.File.Write(_collected[0].Bytes.Span, reserved.Place.Offset);
        }
        else
        {
            reserved.Segment.File.Write([.. _collected.Select(piece => piece.Bytes)], reserved.Place.Offset);
        }

        ReturnCollected();
        return new WrittenDocument(reserved.Place, reserved.Segment.File, PlainBytes, _chunks);
    }

    private async ValueTask<WrittenDocument?> FinishOwnFileAsync(OwnFileWriter file)
    {
        try
        {
            await file.FinishAsync();
        }
        catch (DiskFullException)
        {
            space.NoteFull();
            return null;
        }

        var place = new DataPlace(Segment: 0, Offset: 0, file.Length);
        space.Take(place.Length - _spaceTaken);
        _spaceTaken = place.Length;
        return new WrittenDocument(place, Unsynced: null, PlainBytes, _chunks);
    }

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

    private void ReturnCollected()
    {
        _collected.ForEach(piece => ChunkBuffers.Return(piece.Buffer));
        _collected.Clear();
    }
}
