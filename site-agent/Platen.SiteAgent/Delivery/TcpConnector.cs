using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Platen.SiteAgent.Delivery;

/// <summary>Connects to devices within the time limit.</summary>
internal sealed class TcpConnector(IOptions<DeliveryOptions> options, TimeProvider time)
{
    /// <summary>A connected socket, or why there is none.</summary>
    public async Task<(Socket? Socket, string Fault)> ConnectAsync(string host, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, options.Value.ConnectMax, Timeout.InfiniteTimeSpan);
        try
        {
            await socket.ConnectAsync(host, port, limit.Token);
            return (socket, "");
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            return (null, $"The device at {host}:{port} cannot be reached ({fault.SocketErrorCode}): see that it is switched on and connected, and that its address is right.");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            return (null, $"The device at {host}:{port} did not answer within {options.Value.ConnectMax.TotalSeconds:0.#} s: see that it is switched on and connected, and that its address is right.");
        }
    }
}
