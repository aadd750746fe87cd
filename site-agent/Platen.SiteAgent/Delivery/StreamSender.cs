using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Rendering.Conversion;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Delivery;

/// <summary>Sends a document over a connection, with a limit on how long the device may take nothing.</summary>
internal sealed class StreamSender(IOptions<DeliveryOptions> options, TimeProvider time)
{
    private const int PieceBytes = 256 * 1024;

    /// <summary>Sends all of it. What went wrong is told in words; empty: nothing.</summary>
    /// <exception cref="SpoolDamagedException">The document cannot be read on; what was good before has been sent, and the connection is reset when it is disposed of.</exception>
    /// <exception cref="ConversionFailedException">The document cannot be converted on; as above.</exception>
    public async Task<(long Sent, string Fault)> SendAsync(DeviceConnection connection, PrintDocument document, DeliveryProgress progress, CancellationToken cancellationToken)
    {
        long sent = 0;
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), stall, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        try
        {
            while (await document.ReadAsync(cancellationToken) is { IsEmpty: false } block)
            {
                for (var offset = 0; offset < block.Length;)
                {
                    timer.Change(options.Value.StallMax, Timeout.InfiniteTimeSpan);
                    var count = await connection.SendAsync(block.Slice(offset, Math.Min(PieceBytes, block.Length - offset)), stall.Token);
                    timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                    offset += count;
                    sent += count;
                    progress.Sent(sent);
                }
            }

            return (sent, "");
        }
        catch (Exception fault) when (fault is SpoolDamagedException or ConversionFailedException)
        {
            connection.Abort(); // the device must not take what it has for the whole
            throw;
        }
        catch (SocketException fault)
        {
            return (sent, $"The device broke the connection after {sent} bytes ({fault.SocketErrorCode}).");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (sent, $"The device took nothing for {options.Value.StallMax.TotalSeconds:0} s after {sent} bytes: see whether it needs paper or has a fault.");
        }
    }

    /// <summary>Sends a few bytes that are no document; false: the device broke the connection, or took nothing.</summary>
    public async Task<bool> TrySendAsync(DeviceConnection connection, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        using var stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), stall, options.Value.StallMax, Timeout.InfiniteTimeSpan);
        try
        {
            await connection.SendAllAsync(bytes, stall.Token);
            return true;
        }
        catch (Exception fault) when (fault is SocketException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Reads and throws away what the device says until it closes, within the limit; true: it closed in good order.</summary>
    public async Task<bool> WaitForCloseAsync(DeviceConnection connection, TimeSpan max, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, max, Timeout.InfiniteTimeSpan);
        var waste = new byte[4096];
        try
        {
            while (await connection.ReceiveAsync(waste, limit.Token) > 0)
            {
            }

            return true;
        }
        catch (SocketException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return true; // many devices leave the connection open; they have taken every byte
        }
    }
}
