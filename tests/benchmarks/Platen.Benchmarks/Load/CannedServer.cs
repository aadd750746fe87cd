using System.Net;
using System.Net.Sockets;

namespace Platen.Benchmarks.Load;

/// <summary>Answers every request at once with a canned success and keeps nothing: shows how far the generator itself goes on this machine.</summary>
internal sealed class CannedServer : IDisposable
{
    private static readonly byte[] Answer =
        [.. "HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 9\r\n\r\n"u8, 2, 0, 0, 0, 0, 0, 0, 1, 3];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _requestBytes;

    /// <param name="requestBytes">The length of each request; they are all the same.</param>
    public CannedServer(int requestBytes)
    {
        _requestBytes = requestBytes;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port { get; }

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = _listener.AcceptSocket();
                client.NoDelay = true;
                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException)
        {
            // disposed
        }
    }

    private void Serve(Socket client)
    {
        var buffer = new byte[256 * 1024];
        using (client)
        {
            for (var missing = _requestBytes; ;)
            {
                var count = client.Receive(buffer, Math.Min(missing, buffer.Length), SocketFlags.None);
                if (count == 0)
                {
                    return;
                }

                missing -= count;
                if (missing == 0)
                {
                    Sockets.SendAll(client, Answer);
                    missing = _requestBytes;
                }
            }
        }
    }
}
