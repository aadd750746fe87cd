using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Platen.Benchmarks.Load;

/// <summary>Sends one and the same IPP request over a kept connection.</summary>
internal sealed class IppSender : IJobSender
{
    private const int StatusOffset = 2;
    private const int FirstError = 0x0400;
    private readonly byte[] _request;
    private readonly Socket _socket;
    private readonly NetworkStream _stream;
    private readonly HttpReplyReader _replies;

    public IppSender(int port, byte[] request)
    {
        _request = request;
        _socket = Sockets.Connect(port);
        _stream = new NetworkStream(_socket, ownsSocket: true);
        _replies = new HttpReplyReader(_stream);
    }

    public void Send() => Send(_request);

    /// <summary>Sends another request over the same connection.</summary>
    public void Send(byte[] request)
    {
        Sockets.SendAll(_socket, request);
        var status = _replies.Read();
        var body = _replies.Body;
        if (status != 200 || body.Length < 8 || BinaryPrimitives.ReadInt16BigEndian(body[StatusOffset..]) >= FirstError)
        {
            throw new LoadException($"refused: HTTP {status}, {Encoding.ASCII.GetString(body[..Math.Min(300, body.Length)])}");
        }
    }

    public void Dispose() => _stream.Dispose();
}
