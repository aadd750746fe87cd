using System.Net.Sockets;
using System.Text;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>A client that sends what the test wants, whole or broken.</summary>
internal sealed class WireClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    // not a TcpClient: that one closes properly even when told to break off
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public WireClient(int port) => _socket.Connect("127.0.0.1", port);

    public async Task SendAsync(byte[] bytes)
    {
        using var deadline = new CancellationTokenSource(Patience);
        for (ReadOnlyMemory<byte> rest = bytes; !rest.IsEmpty;)
        {
            rest = rest[await _socket.SendAsync(rest, SocketFlags.None, deadline.Token)..];
        }
    }

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    /// <summary>Nothing more comes from here.</summary>
    public void Finish() => _socket.Shutdown(SocketShutdown.Send);

    /// <summary>Breaks off: the peer sees a reset.</summary>
    public void Reset()
    {
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Dispose();
    }

    /// <summary>The next byte of the answer; -1: the peer has closed its side; -2: it has reset the connection.</summary>
    public async Task<int> AnswerAsync()
    {
        var octet = new byte[1];
        try
        {
            return await ReceiveAsync(octet) == 0 ? -1 : octet[0];
        }
        catch (SocketException)
        {
            return -2;
        }
    }

    /// <summary>Everything up to the peer's end.</summary>
    public async Task<byte[]> RestAsync()
    {
        using var copy = new MemoryStream();
        var buffer = new byte[4096];
        while (await ReceiveAsync(buffer) is var count and > 0)
        {
            copy.Write(buffer, 0, count);
        }

        return copy.ToArray();
    }

    /// <summary>What comes, as Latin-1, up to some octets behind a word.</summary>
    public async Task<string> ReadAsync(string word)
    {
        const int Behind = 64;
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (text.ToString().IndexOf(word, StringComparison.Ordinal) is var at && (at < 0 || text.Length < at + word.Length + Behind))
        {
            var count = await ReceiveAsync(buffer);
            count.ShouldBePositive($"the connection ended after: {text}");
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    public void Dispose() => _socket.Dispose();

    private async Task<int> ReceiveAsync(byte[] buffer)
    {
        using var deadline = new CancellationTokenSource(Patience);
        return await _socket.ReceiveAsync(buffer, SocketFlags.None, deadline.Token);
    }
}
