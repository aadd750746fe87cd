using System.Net;
using System.Net.Sockets;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Net;

/// <summary>Listens on one port and hands every connection to a protocol. While the device refuses connections the port is really closed.</summary>
internal sealed partial class TcpDoor : IAsyncDisposable
{
    private const int ConnectionsMax = 256;
    private readonly MfpDevice _device;
    private readonly Func<Socket, CancellationToken, Task> _serve;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _places = new(ConnectionsMax, ConnectionsMax);
    private readonly IPEndPoint _endPoint;
    private Socket _listener;
    private Task _running = Task.CompletedTask;

    internal TcpDoor(IPAddress address, int port, MfpDevice device, Func<Socket, CancellationToken, Task> serve, ILogger log)
    {
        _device = device;
        _serve = serve;
        _log = log;
        _listener = Listen(new IPEndPoint(address, port));
        _endPoint = (IPEndPoint)_listener.LocalEndPoint!;
    }

    internal int Port => _endPoint.Port;

    internal void Start() => _running = AcceptAsync(_stop.Token);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _listener.Dispose();
        for (var place = 0; place < ConnectionsMax; place++)
        {
            await _places.WaitAsync();
        }

        _places.Dispose();
        _stop.Dispose();
    }

    private static Socket Listen(IPEndPoint endPoint)
    {
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            socket.Listen();
            return socket;
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw new IOException($"cannot listen on {endPoint}: {e.Message}; choose another port, or 0 for a free one", e);
        }
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await AcceptWhileOpenAsync(cancellationToken);
                _listener.Dispose();
                await _device.WaitUntilAsync(d => !d.IsRefusing, cancellationToken);
                _listener = Listen(_endPoint);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (IOException e)
            {
                LogListenFailed(_log, Port, e.Message);
                return;
            }
        }
    }

    private async Task AcceptWhileOpenAsync(CancellationToken cancellationToken)
    {
        while (!_device.IsRefusing)
        {
            using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var refusing = _device.WaitUntilAsync(d => d.IsRefusing, closing.Token);
            var accepting = _listener.AcceptAsync(closing.Token).AsTask();
            await Task.WhenAny(refusing, accepting);
            await closing.CancelAsync();
            try
            {
                var socket = await accepting;
                await _places.WaitAsync(cancellationToken);
                _ = ServeAsync(socket, cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ServeAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var owned = socket;
        try
        {
            await _serve(socket, cancellationToken);
        }
        catch (ConnectionCutException)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e)
        {
            LogConnectionFailed(_log, Port, e.Message);
        }
        finally
        {
            _places.Release();
        }
    }

    [LoggerMessage(7001, LogLevel.Warning, "Connection on port {Port} failed: {Reason}")]
    private static partial void LogConnectionFailed(ILogger logger, int port, string reason);

    [LoggerMessage(7002, LogLevel.Error, "Port {Port} cannot be opened again: {Reason}")]
    private static partial void LogListenFailed(ILogger logger, int port, string reason);
}
