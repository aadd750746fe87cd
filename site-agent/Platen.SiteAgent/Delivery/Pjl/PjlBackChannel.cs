using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;
using Platen.Protocols.Pjl;

namespace Platen.SiteAgent.Delivery.Pjl;

/// <summary>
/// Listens to what a device says during one RAW delivery, from the first byte on: a device whose reports nobody reads stops printing. Replies are bounded; what is no PJL is read and thrown away.
/// </summary>
internal sealed class PjlBackChannel : IAsyncDisposable
{
    private static readonly PjlLimits Limits = new() { ReplyBytesMax = 8 * 1024 };

    private readonly DeviceConnection _connection;
    private readonly PjlTally _tally;
    private readonly Lock _gate = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;

    public PjlBackChannel(DeviceConnection connection, string jobName)
    {
        (_connection, _tally) = (connection, new PjlTally(jobName));
        _listening = ListenAsync(_stop.Token);
    }

    /// <summary>The device has closed its side, or broken the connection.</summary>
    public bool IsClosed => _listening.IsCompleted;

    /// <summary>The connection broke; it was not closed in good order.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Looks at the tally as it is now.</summary>
    public T Look<T>(Func<PjlTally, T> look)
    {
        lock (_gate)
        {
            return look(_tally);
        }
    }

    /// <summary>Waits until the device has said something, or closed; false: not within the time.</summary>
    public async Task<bool> WaitForNewsAsync(TimeSpan max, TimeProvider time, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, max, Timeout.InfiniteTimeSpan);
        try
        {
            return await _news.Reader.WaitToReadAsync(limit.Token) && _news.Reader.TryRead(out _);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        var buffer = new byte[Limits.ReplyBytesMax + 1];
        var length = 0;
        try
        {
            while (await _connection.ReceiveAsync(buffer.AsMemory(length), cancellationToken) is var count and > 0)
            {
                length = Digest(buffer, length + count);
                _news.Writer.TryWrite(true);
            }
        }
        catch (SocketException)
        {
            IsBroken = true;
        }
        catch (OperationCanceledException)
        {
            // the delivery is over
        }
        finally
        {
            _news.Writer.TryComplete();
        }
    }

    /// <summary>Takes the whole replies out of the buffer, and says how many bytes remain in it.</summary>
    private int Digest(byte[] buffer, int length)
    {
        lock (_gate)
        {
            if (_tally.IsDistrusted)
            {
                return 0;
            }

            try
            {
                var rest = new ReadOnlySequence<byte>(buffer, 0, length);
                while (PjlReplyReader.TryRead(rest, Limits, out var reply, out var consumed, out _))
                {
                    _tally.Take(reply);
                    rest = rest.Slice(consumed);
                }

                rest.CopyTo(buffer); // to the front; a copy onto itself moves as memmove does
                return (int)rest.Length;
            }
            catch (PjlFormatException)
            {
                _tally.Distrust();
                return 0;
            }
        }
    }
}
