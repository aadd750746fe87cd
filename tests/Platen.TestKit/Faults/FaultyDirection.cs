using System.Net.Sockets;
using System.Threading.Channels;

namespace Platen.TestKit.Faults;

/// <summary>One direction of the lines of a <see cref="FaultProxy"/>: how late, how fast, and whether at all bytes arrive. What is set holds at once, for open lines too. Thread-safe.</summary>
public sealed class FaultyDirection
{
    private const int BufferBytes = 32 * 1024;
    private const int PiecesMax = 64;

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private TaskCompletionSource _moving = Completed();
    private long _bytes;

    internal FaultyDirection(TimeProvider time) => _time = time;

    /// <summary>How much later than sent a byte arrives.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Bytes per second and line at most; 0: as fast as it goes.</summary>
    public long BytesPerSecond { get; set; }

    /// <summary>Bytes that have gone this way, over all lines.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Nothing arrives any more, and nobody is told: a line that is dead one way.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (_moving.Task.IsCompleted)
            {
                _moving = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>What was held back by <see cref="Stop"/> arrives.</summary>
    public void Go()
    {
        lock (_gate)
        {
            _moving.TrySetResult();
        }
    }

    /// <summary>Passes bytes on until an end closes.</summary>
    /// <param name="from">Where they come from.</param>
    /// <param name="to">Where they go.</param>
    /// <param name="mayPass">Asked before bytes leave, with how many will have gone by then; false ends the line.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal async Task PumpAsync(Socket from, Socket to, Func<long, bool> mayPass, CancellationToken cancellationToken)
    {
        var pieces = Channel.CreateBounded<(byte[] Bytes, long ReadAt)>(new BoundedChannelOptions(PiecesMax) { SingleReader = true, SingleWriter = true });
        var writing = WriteAsync(pieces.Reader, to, mayPass, cancellationToken);
        try
        {
            var buffer = new byte[BufferBytes];
            while (!writing.IsCompleted && await from.ReceiveAsync(buffer, cancellationToken) is > 0 and var read)
            {
                await pieces.Writer.WriteAsync((buffer[..read], _time.GetTimestamp()), cancellationToken);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException or ChannelClosedException)
        {
            // cut, or over
        }

        pieces.Writer.TryComplete();
        await writing;
    }

    private async Task WriteAsync(ChannelReader<(byte[] Bytes, long ReadAt)> pieces, Socket to, Func<long, bool> mayPass, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var (bytes, readAt) in pieces.ReadAllAsync(cancellationToken))
            {
                await WaitAsync(Delay - _time.GetElapsedTime(readAt), cancellationToken);
                await WaitAsync(BytesPerSecond > 0 ? TimeSpan.FromSeconds((double)bytes.Length / BytesPerSecond) : TimeSpan.Zero, cancellationToken);
                await Moving().WaitAsync(cancellationToken);
                if (!mayPass(Bytes + bytes.Length))
                {
                    return;
                }

                for (var sent = 0; sent < bytes.Length;)
                {
                    sent += await to.SendAsync(bytes.AsMemory(sent), cancellationToken);
                }

                Interlocked.Add(ref _bytes, bytes.Length);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // cut, or over
        }
    }

    private Task WaitAsync(TimeSpan time, CancellationToken cancellationToken) => time > TimeSpan.Zero ? Task.Delay(time, _time, cancellationToken) : Task.CompletedTask;

    private Task Moving()
    {
        lock (_gate)
        {
            return _moving.Task;
        }
    }

    private static TaskCompletionSource Completed()
    {
        var source = new TaskCompletionSource();
        source.SetResult();
        return source;
    }
}
