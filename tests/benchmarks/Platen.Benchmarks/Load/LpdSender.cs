using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Platen.Benchmarks.Load;

/// <summary>Sends a job by LPD (RFC 1179), control file first; a connection a job, as real clients do.</summary>
internal sealed class LpdSender(int port, string queue, byte[] document) : IJobSender
{
    private static int _last;

    public void Send()
    {
        var number = (Interlocked.Increment(ref _last) % 1000).ToString("000", CultureInfo.InvariantCulture);
        var control = Encoding.ASCII.GetBytes($"Hbench\nPbench\nJA document of the benchmark\nldfA{number}bench\nUdfA{number}bench\nNdocument\n");
        using var socket = Sockets.Connect(port);
        Step(socket, Encoding.ASCII.GetBytes($"\u0002{queue}\n"));
        Step(socket, Encoding.ASCII.GetBytes($"\u0002{control.Length} cfA{number}bench\n"));
        Step(socket, [.. control, 0]);
        Step(socket, Encoding.ASCII.GetBytes($"\u0003{document.Length} dfA{number}bench\n"));
        Sockets.SendAll(socket, document);
        Step(socket, [0]);
    }

    public void Dispose()
    {
        // every job has its own connection
    }

    private static void Step(Socket socket, ReadOnlySpan<byte> bytes)
    {
        Sockets.SendAll(socket, bytes);
        Span<byte> answer = stackalloc byte[1];
        if (socket.Receive(answer) != 1 || answer[0] != 0)
        {
            throw new LoadException("LPD: the server refused");
        }
    }
}
