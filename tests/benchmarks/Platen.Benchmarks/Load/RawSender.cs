using System.Net.Sockets;

namespace Platen.Benchmarks.Load;

/// <summary>Sends a document by RAW: all of it, then the end, then waits until the server closes, which it does when it has taken it.</summary>
internal sealed class RawSender(int port, byte[] document) : IJobSender
{
    public void Send()
    {
        using var socket = Sockets.Connect(port);
        Sockets.SendAll(socket, document);
        socket.Shutdown(SocketShutdown.Send);
        Span<byte> rest = stackalloc byte[16];
        if (socket.Receive(rest) != 0)
        {
            throw new LoadException("RAW: the server answered, which it never does");
        }
    }

    public void Dispose()
    {
        // every job has its own connection
    }
}
