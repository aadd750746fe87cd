using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Platen.Benchmarks.Load;

/// <summary>A printer's port 9100: takes what comes, compares it with the expected document, closes when the sender has closed.</summary>
internal sealed class JobSink : IDisposable
{
    private const int BufferBytes = 256 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly BlockingCollection<Taken> _taken = [];
    private readonly byte[] _expected;

    public JobSink(byte[] expected)
    {
        _expected = expected;
        _listener.Start(backlog: 128);
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>One document: when its first byte came and when it was whole (<see cref="Stopwatch"/> ticks), and whether it is the expected one.</summary>
    internal sealed record Taken(long FirstByteAt, long EndAt, bool IsEqual);

    public int Port { get; }

    /// <summary>The next document; waits for it.</summary>
    public Taken Next() => _taken.TryTake(out var taken, Patience)
        ? taken.IsEqual ? taken : throw new LoadException("the device got other bytes than the document's")
        : throw new LoadException($"no document came to the device within {Patience.TotalSeconds:0} s");

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var client = _listener.AcceptSocket();
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
        var buffer = new byte[BufferBytes];
        var (bytes, equal, first) = (0, true, 0L);
        using (client)
        {
            int count;
            while ((count = client.Receive(buffer)) > 0)
            {
                first = first == 0 ? Stopwatch.GetTimestamp() : first;
                equal = equal && bytes + count <= _expected.Length && buffer.AsSpan(0, count).SequenceEqual(_expected.AsSpan(bytes, count));
                bytes += count;
            }
        }

        // a connection without a byte is a probe of the device
        if (bytes > 0)
        {
            _taken.Add(new Taken(first, Stopwatch.GetTimestamp(), equal && bytes == _expected.Length));
        }
    }
}
