using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Platen.TestKit.Faults;

/// <summary>
/// A line that fails as a test wants: passes TCP connections on to a port of this machine, counts what goes down them, delays, throttles, stops one direction or both, cuts with a reset when told or
/// by itself after so many bytes, and leaves lines half open.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Socket, Socket> _lines = new();
    private readonly ConcurrentBag<Socket> _halves = [];
    private readonly ConcurrentQueue<long> _cuts = new();
    private readonly Task _accepting;
    private int _cutsMade;

    public FaultProxy(int target, TimeProvider? time = null)
    {
        _target = target;
        (Down, Up) = (new FaultyDirection(time ?? TimeProvider.System), new FaultyDirection(time ?? TimeProvider.System));
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>From the target to those who connected.</summary>
    public FaultyDirection Down { get; }

    /// <summary>From those who connected to the target.</summary>
    public FaultyDirection Up { get; }

    /// <summary>Bytes that went from the target to those who connected, over all connections.</summary>
    public long BytesDown => Down.Bytes;

    public int CutsMade => Volatile.Read(ref _cutsMade);

    /// <summary>Lines that are open now.</summary>
    public int Lines => _lines.Count;

    /// <summary>New connections are reset at once.</summary>
    public bool Refuses { get; set; }

    /// <summary>Cuts all lines when that many bytes have gone down; may be called several times, in rising order.</summary>
    public void CutAt(long bytesDown) => _cuts.Enqueue(bytesDown);

    /// <summary>Cuts all lines now, with a reset at both ends; new ones can be made at once.</summary>
    public void Cut()
    {
        Interlocked.Increment(ref _cutsMade);
        foreach (var line in _lines.Keys)
        {
            Close(line);
        }
    }

    /// <summary>Those who connected are reset; the target is told nothing, and its end stays open and dumb.</summary>
    public void LeaveHalfOpen()
    {
        foreach (var (client, server) in _lines)
        {
            if (_lines.TryRemove(client, out _))
            {
                _halves.Add(server);
                client.Close(0);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        Cut();
        foreach (var half in _halves)
        {
            half.Close(0);
        }

        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stopping.Token);
                if (Refuses)
                {
                    client.Close(0);
                }
                else
                {
                    _ = RunAsync(client);
                }
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the test is over
        }
    }

    private async Task RunAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        _lines[client] = server;
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
            await Task.WhenAny(Up.PumpAsync(client, server, _ => true, _stopping.Token), Down.PumpAsync(server, client, MayPass, _stopping.Token));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // cut, or over
        }

        Close(client);
    }

    private bool MayPass(long bytesDown)
    {
        if (!_cuts.TryPeek(out var cut) || bytesDown <= cut)
        {
            return true;
        }

        _cuts.TryDequeue(out _);
        Cut();
        return false;
    }

    private void Close(Socket client)
    {
        if (_lines.TryRemove(client, out var server))
        {
            client.Close(0); // a reset, as of a line that dies
            server.Close(0);
        }
    }
}
