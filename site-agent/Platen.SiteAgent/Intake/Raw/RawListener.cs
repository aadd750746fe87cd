using System.Net;
using System.Net.Sockets;

namespace Platen.SiteAgent.Intake.Raw;

/// <summary>One open RAW port.</summary>
internal sealed class RawListener : IAsyncDisposable
{
    private const int Backlog = 128;

    /// <summary>The pause after a failed accept, such as one without a free file descriptor: without it the loop would spin.</summary>
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly CancellationTokenSource _closing;
    private readonly SemaphoreSlim _room;
    private readonly RawConnection _connections;
    private readonly TimeProvider _time;
    private readonly Task _accepting;

    public RawListener(RawTarget target, IPEndPoint endPoint, RawConnection connections, int connectionsMax, TimeProvider time, CancellationToken stopping)
    {
        (Target, _connections, _time) = (target, connections, time);
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

    public RawTarget Target { get; }

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
                if (await TryAcceptAsync() is { } client)
                {
                    _ = ServeAsync(client);
                }
                else
                {
                    _room.Release();
                    await Task.Delay(AcceptPause, _time, _closing.Token);
                }
            }
        }
        catch (Exception fault) when (_closing.IsCancellationRequested && fault is OperationCanceledException or ObjectDisposedException)
        {
            // the port is closed
        }
    }

    // a failed accept concerns one client, or passes: the port stays open
    private async Task<Socket?> TryAcceptAsync()
    {
        try
        {
            return await _socket.AcceptAsync(_closing.Token);
        }
        catch (SocketException) when (!_closing.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException fault)
        {
            throw new OperationCanceledException("The port is closed.", fault, _closing.Token);
        }
    }

    private async Task ServeAsync(Socket client)
    {
        try
        {
            using (client)
            {
                await _connections.ServeAsync(client, Target, _closing.Token);
            }
        }
        finally
        {
            _room.Release();
        }
    }
}
