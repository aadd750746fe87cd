using System.Net;
using System.Net.Sockets;

namespace Platen.SiteAgent.Intake.Raw;

/// <summary>One open RAW port.</summary>
internal sealed class RawListener : IAsyncDisposable
{
    private const int Backlog = 128;

    private readonly Socket _socket;
    private readonly CancellationTokenSource _closing;
    private readonly SemaphoreSlim _room;
    private readonly RawConnection _connections;
    private readonly Task _accepting;

    public RawListener(string queue, IPEndPoint endPoint, RawConnection connections, int connectionsMax, CancellationToken stopping)
    {
        (Queue, _connections) = (queue, connections);
        _closing = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _room = new SemaphoreSlim(connectionsMax);
        _socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            _socket.Bind(endPoint);
            _socket.Listen(Backlog);
        }
        catch (SocketException)
        {
            _socket.Dispose();
            throw;
        }

        _accepting = AcceptAsync();
    }

    public string Queue { get; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _socket.Dispose();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                await _room.WaitAsync(_closing.Token);
                var client = await _socket.AcceptAsync(_closing.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception fault) when (_closing.IsCancellationRequested && fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the port is closed
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using (client)
        {
            await _connections.ServeAsync(client, Queue, _closing.Token);
        }

        _room.Release();
    }
}
