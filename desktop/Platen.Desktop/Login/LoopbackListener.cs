using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Platen.Desktop.Login;

/// <summary>
/// Takes the browser's answer at 127.0.0.1 on a free port (RFC 8252, 7.3). Other programs and web pages can knock there too: only <c>GET</c> of the one path with the one <c>state</c> counts, and anything else is answered and forgotten.
/// It is our own few lines and not <c>HttpListener</c>, for which Windows wants an administrator.
/// </summary>
internal sealed class LoopbackListener : IDisposable
{
    /// <summary>The path of the redirect address; it is registered as <c>http://127.0.0.1/answer</c>.</summary>
    public const string AnswerPath = "/answer";

    /// <summary>Bytes of a request's head at most.</summary>
    public const int HeadMax = 8 * 1024;

    /// <summary>Connections that are answered before the login is given up.</summary>
    public const int ConnectionsMax = 200;

    private static readonly TimeSpan RequestMax = TimeSpan.FromSeconds(5);
    private static readonly byte[] HeadEnd = "\r\n\r\n"u8.ToArray();

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _state;
    private readonly TimeProvider _time;

    /// <summary>Listens from now on.</summary>
    public LoopbackListener(string state, TimeProvider time)
    {
        (_state, _time) = (state, time);
        _listener.Start();
    }

    /// <summary>The redirect address with this listener's port.</summary>
    public string RedirectAddress => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{AnswerPath}";

    /// <summary>Waits for the answer with the right state.</summary>
    /// <returns>The answer; null: too many others came.</returns>
    public async Task<LoopbackAnswer?> WaitAsync(CancellationToken cancellationToken)
    {
        for (var i = 0; i < ConnectionsMax; i++)
        {
            using var client = await _listener.AcceptTcpClientAsync(cancellationToken);
            using var limit = new CancellationTokenSource(RequestMax, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            try
            {
                if (await AnswerAsync(client.GetStream(), either.Token) is { } answer)
                {
                    return answer;
                }
            }
            catch (Exception gone) when (gone is IOException or SocketException || (gone is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // somebody knocked and went, or said nothing: the browser is yet to come
                continue;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task<LoopbackAnswer?> AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var target = await ReadTargetAsync(stream, cancellationToken);
        var answer = target is null ? null : Read(target);
        var (status, text) = answer switch
        {
            null => ("404 Not Found", "This is nothing for you."),
            { Error.Length: > 0 } => ("200 OK", "The program was not let in. You can close this window."),
            _ => ("200 OK", "Go back to the program. You can close this window."),
        };
        var body = $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Platen</title><p>{text}</p></html>";
        var head = $"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n"
            + "Content-Security-Policy: default-src 'none'; frame-ancestors 'none'\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head + body), cancellationToken);
        return answer;
    }

    // the request line is all that counts, but a browser takes a close before its whole head was read for a fault
    private static async Task<string?> ReadTargetAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new byte[HeadMax];
        for (var length = 0; length < head.Length;)
        {
            var read = await stream.ReadAsync(head.AsMemory(length), cancellationToken);
            length += read;
            if (read == 0)
            {
                return null;
            }

            if (head.AsSpan(0, length).IndexOf(HeadEnd) >= 0)
            {
                var line = Encoding.ASCII.GetString(head, 0, head.AsSpan(0, length).IndexOf((byte)'\r')).Split(' ');
                return line is ["GET", var target, "HTTP/1.1" or "HTTP/1.0"] ? target : null;
            }
        }

        return null;
    }

    private LoopbackAnswer? Read(string target)
    {
        var (path, query) = target.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? (target[..at], target[(at + 1)..]) : (target, "");
        if (path != AnswerPath || Parameters(query) is not { } given || !given.TryGetValue("state", out var state) || !IsState(state))
        {
            return null;
        }

        var (code, error) = (given.GetValueOrDefault("code", ""), given.GetValueOrDefault("error", ""));
        return code.Length > 0 == error.Length > 0 ? null : new LoopbackAnswer(code, error, given.GetValueOrDefault("iss"));
    }

    private bool IsState(string state) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(state), Encoding.UTF8.GetBytes(_state));

    // a parameter that is there twice is an attempt to be read in two ways
    private static Dictionary<string, string>? Parameters(string query)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            if (!given.TryAdd(Decode(pair[0]), pair.Length == 2 ? Decode(pair[1]) : ""))
            {
                return null;
            }
        }

        return given;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
