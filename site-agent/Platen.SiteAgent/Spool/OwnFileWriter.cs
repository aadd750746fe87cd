using System.Threading.Channels;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Writes a large document's sealed pieces to its file behind the one who seals them, and has the kernel start on them early, so that the sync at the end is short.
/// At most <see cref="PiecesWaitingMax"/> pieces wait; the sealer waits when there are more.
/// </summary>
internal sealed class OwnFileWriter : IAsyncDisposable
{
    /// <summary>2 MiB of pieces.</summary>
    public const int PiecesWaitingMax = 32;

    private const int PiecesPerWrite = 16;
    private const long WritebackBytes = 4 * 1024 * 1024;

    private readonly IDiskFile _file;
    private readonly Channel<SealedPiece> _pieces = Channel.CreateBounded<SealedPiece>(
        new BoundedChannelOptions(PiecesWaitingMax) { SingleReader = true, SingleWriter = true });

    private readonly Task _writing;
    private long _position;
    private long _startedUpTo;

    public OwnFileWriter(IDiskFile file)
    {
        _file = file;
        _writing = Task.Run(WriteAllAsync);
    }

    /// <summary>Bytes written; final after <see cref="FinishAsync"/>.</summary>
    public long Length => _position;

    /// <summary>Queues a piece; its buffer is returned when it is written. False: writing has failed, <see cref="FinishAsync"/> says how.</summary>
    public async ValueTask<bool> WriteAsync(SealedPiece piece, CancellationToken cancellationToken)
    {
        try
        {
            await _pieces.Writer.WriteAsync(piece, cancellationToken);
            return true;
        }
        catch (ChannelClosedException)
        {
            ChunkBuffers.Return(piece.Buffer);
            return false;
        }
    }

    /// <summary>Returns when everything is on the disk.</summary>
    /// <exception cref="DiskFullException">No room.</exception>
    public async Task FinishAsync()
    {
        _pieces.Writer.TryComplete();
        await _writing;
    }

    public async ValueTask DisposeAsync()
    {
        _pieces.Writer.TryComplete();
        await _writing.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        _file.Dispose();
    }

    private async Task WriteAllAsync()
    {
        var taken = new List<SealedPiece>(PiecesPerWrite);
        try
        {
            while (await _pieces.Reader.WaitToReadAsync())
            {
                while (taken.Count < PiecesPerWrite && _pieces.Reader.TryRead(out var piece))
                {
                    taken.Add(piece);
                }

                Write(taken);
            }

            _file.SyncData();
        }
        catch (Exception e)
        {
            _pieces.Writer.TryComplete(e);
            throw;
        }
        finally
        {
            Return(taken);
            while (_pieces.Reader.TryRead(out var left))
            {
                ChunkBuffers.Return(left.Buffer);
            }
        }
    }

    private void Write(List<SealedPiece> taken)
    {
        _file.Write([.. taken.Select(piece => piece.Bytes)], _position);
        _position += taken.Sum(piece => (long)piece.Length);
        Return(taken);
        if (_position - _startedUpTo >= WritebackBytes)
        {
            var upTo = _position / Segment.Alignment * Segment.Alignment; // the last page is not full yet
            _file.StartWriteback(_startedUpTo, upTo - _startedUpTo);
            _startedUpTo = upTo;
        }
    }

    private static void Return(List<SealedPiece> taken)
    {
        taken.ForEach(piece => ChunkBuffers.Return(piece.Buffer));
        taken.Clear();
    }
}
