using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Platen.TestKit.Faults;

/// <summary>A line that can be cut: passes TCP connections on to a port of this machine, counts what goes down them, and cuts when told, or by itself after so many bytes.</summary>
public sealed class TcpCutter : IAsyncDisposable
{
    private const int BufferBytes = 32 * 1024;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<Socket, Socket> _lines = new();
    private readonly ConcurrentQueue<long> _cuts = new();
    private readonly Task _accepting;
    private long _bytesDown;
    private int _cutsMade;

    public TcpCutter(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where to connect instead.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Bytes that went from the target to those who connected, over all connections.</summary>
    public long BytesDown => Interlocked.Read(ref _bytesDown);

    public int CutsMade => Volatile.Read(ref _cutsMade);

    /// <summary>Cuts all lines when that many bytes have gone down; may be called several times, in rising order.</summary>
    public void CutAt(long bytesDown) => _cuts.Enqueue(bytesDown);

    /// <summary>Cuts all lines now; new ones can be made at once.</summary>
    public void Cut()
    {
        Interlocked.Increment(ref _cutsMade);
        foreach (var line in _lines.Keys)
        {
            Close(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = RunAsync(await _listener.AcceptSocketAsync(_stopping.Token));
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
            await Task.WhenAny(PumpAsync(client, server, isDown: false), PumpAsync(server, client, isDown: true));
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // cut, or over
        }

        Close(client);
    }

    private async Task PumpAsync(Socket from, Socket to, bool isDown)
    {
        var buffer = new byte[BufferBytes];
        try
        {
            while (await from.ReceiveAsync(buffer, _stopping.Token) is > 0 and var read)
            {
                if (isDown && _cuts.TryPeek(out var cut) && Interlocked.Read(ref _bytesDown) + read > cut)
                {
                    _cuts.TryDequeue(out _);
                    Cut();
                    return;
                }

                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent), _stopping.Token);
                }

                Interlocked.Add(ref _bytesDown, isDown ? read : 0);
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // cut, or over
        }
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
