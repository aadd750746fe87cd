using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Devices;

namespace Platen.SiteAgent.Delivery;

/// <summary>Connects to devices within the time limit, with TLS where their protocol says so.</summary>
internal sealed class TcpConnector(DeviceTls tls, IOptions<DeliveryOptions> options, TimeProvider time)
{
    /// <summary>A connection, or why there is none.</summary>
    public async Task<ConnectResult> ConnectAsync(ReplicaDevice device, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, options.Value.ConnectMax, Timeout.InfiniteTimeSpan);
        try
        {
            await socket.ConnectAsync(device.Host, device.Port, limit.Token);
            return new ConnectResult(new DeviceConnection(socket, await SecureAsync(socket, device, limit.Token)), "", IsTransient: false);
        }
        catch (Exception fault) when (fault is SocketException or IOException or AuthenticationException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            socket.Dispose();
            return Explain(device, fault);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<SslStream?> SecureAsync(Socket socket, ReplicaDevice device, CancellationToken cancellationToken)
    {
        if (device.Protocol != DeliveryProtocol.RawTls)
        {
            return null;
        }

        var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        try
        {
            await stream.AuthenticateAsClientAsync(tls.Options(device), cancellationToken);
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    private ConnectResult Explain(ReplicaDevice device, Exception fault) => fault switch
    {
        AuthenticationException => new ConnectResult(null, DeviceTls.Explain(fault), IsTransient: false),
        OperationCanceledException => Unreachable(device, $"did not answer within {options.Value.ConnectMax.TotalSeconds:0.#} s"),
        SocketException socket => Unreachable(device, $"cannot be reached ({socket.SocketErrorCode})"),
        _ => Unreachable(device, "broke the connection before TLS was agreed upon"),
    };

    private static ConnectResult Unreachable(ReplicaDevice device, string what) => new(
        null, $"The device at {device.Host}:{device.Port} {what}: see that it is switched on and connected, and that its address and protocol are right.", IsTransient: true);
}
