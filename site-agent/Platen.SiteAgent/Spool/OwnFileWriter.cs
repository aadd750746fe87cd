using System.Threading.Channels;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// Seals a large document's batches and writes them to its file, behind the one who receives them: while a batch is written, the next is sealed and the one after that comes in.
/// At most <see cref="BatchesWaitingMax"/> wait; the receiver waits when there are more.
/// </summary>
internal sealed class OwnFileWriter : IAsyncDisposable
{
    /// <summary>2 MiB of a document.</summary>
    public const int BatchesWaitingMax = 2;

    private readonly IDiskFile _file;
    private readonly DocumentSealer _sealer;
    private readonly Channel<ChunkBatch> _batches = Channel.CreateBounded<ChunkBatch>(
        new BoundedChannelOptions(BatchesWaitingMax) { SingleReader = true, SingleWriter = true });

    private readonly byte[] _rest = new byte[PageBuffer.PageBytes];
    private readonly Task _sealing;
    private Task _writing = Task.CompletedTask;
    private int _restBytes;

    public OwnFileWriter(IDiskFile file, DocumentSealer sealer)
    {
        _file = file;
        _sealer = sealer;
        _sealing = Task.Run(SealAllAsync);
    }

    /// <summary>Bytes written; final after <see cref="FinishAsync"/>.</summary>
    public long Length { get; private set; }

    /// <summary>Queues a batch, which is disposed of when it is written. False: writing has failed, <see cref="FinishAsync"/> says how.</summary>
    public async ValueTask<bool> WriteAsync(ChunkBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await _batches.Writer.WriteAsync(batch, cancellationToken);
            return true;
        }
        catch (ChannelClosedException)
        {
            batch.Dispose();
            return false;
        }
        catch (OperationCanceledException)
        {
            batch.Dispose();
            throw;
        }
    }

    /// <summary>Returns when everything is on the disk.</summary>
    /// <exception cref="DiskFullException">No room.</exception>
    public async Task FinishAsync()
    {
        _batches.Writer.TryComplete();
        await _sealing;
    }

    public async ValueTask DisposeAsync()
    {
        _batches.Writer.TryComplete();
        await _sealing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _file.Dispose();
    }

    private async Task SealAllAsync()
    {
        try
        {
            await foreach (var batch in _batches.Reader.ReadAllAsync())
            {
                Seal(batch);
                var before = _writing;
                _writing = Task.Run(() => WriteAsync(batch, before));
                await before;
            }

            await _writing;
            _file.SyncData();
        }
        catch (Exception e)
        {
            _batches.Writer.TryComplete(e);
            throw;
        }
        finally
        {
            await _writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (_batches.Reader.TryRead(out var left))
            {
                left.Dispose();
            }
        }
    }

    private void Seal(ChunkBatch batch)
    {
        batch.Begin(_rest.AsSpan(0, _restBytes));
        batch.Seal(_sealer);
        batch.Rest.CopyTo(_rest);
        _restBytes = batch.Rest.Length;
    }

    private async Task WriteAsync(ChunkBatch batch, Task before)
    {
        using (batch)
        {
            await before;
            _file.WritePages([batch.Pages], batch.Offset);
            Length = batch.Offset + batch.Pages.Length;
        }
    }
}
