using System.Net;
using System.Net.Sockets;
using Platen.SiteAgent.Telemetry;

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
    private readonly Func<Socket, CancellationToken, ValueTask<Socket>> _accept;
    private readonly Task _accepting;

    public RawListener(RawTarget target, IPEndPoint endPoint, RawConnection connections, int connectionsMax, TimeProvider time, CancellationToken stopping)
        : this(target, endPoint, connections, connectionsMax, time, static (socket, cancellationToken) => socket.AcceptAsync(cancellationToken), stopping)
    {
    }

    /// <param name="target">Where the jobs go.</param>
    /// <param name="endPoint">Where to listen.</param>
    /// <param name="connections">Serves each connection.</param>
    /// <param name="connectionsMax">Connections at the same time.</param>
    /// <param name="time">The clock of the pauses.</param>
    /// <param name="accept">Takes the next connection; a test lets it fail.</param>
    /// <param name="stopping">Closes the port.</param>
    internal RawListener(
        RawTarget target, IPEndPoint endPoint, RawConnection connections, int connectionsMax, TimeProvider time, Func<Socket, CancellationToken, ValueTask<Socket>> accept, CancellationToken stopping)
    {
        _accept = accept;
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
                if (_room.CurrentCount == 0)
                {
                    AgentInstruments.OnLimit(LimitNames.RawPort);
                }

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
            return await _accept(_socket, _closing.Token);
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
