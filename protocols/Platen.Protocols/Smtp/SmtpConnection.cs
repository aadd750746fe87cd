using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Platen.Protocols.Smtp;

/// <summary>A connection to a mail server (RFC 5321), secured and logged in, ready for messages. Not thread-safe.</summary>
public sealed class SmtpConnection : IAsyncDisposable
{
    private readonly TcpClient _client = new();
    private readonly SmtpServer _server;
    private readonly TimeProvider _time;
    private Stream _stream = Stream.Null;
    private PipeReader _input = PipeReader.Create(Stream.Null);
    private string[] _logins = [];

    private SmtpConnection(SmtpServer server, TimeProvider time) => (_server, _time) = (server, time);

    /// <summary>What the server offers besides (RFC 5321, section 2.2), in capitals: <c>8BITMIME</c>.</summary>
    public IReadOnlyCollection<string> Extensions { get; private set; } = [];

    /// <summary>Dials, agrees on TLS, greets and logs in.</summary>
    /// <exception cref="SmtpServerException">It did not come so far.</exception>
    public static async Task<SmtpConnection> OpenAsync(SmtpServer server, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(server);
        var connection = new SmtpConnection(server, time);
        try
        {
            await connection.WithinAsync(server.ConnectMax, connection.BeginAsync, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a command and waits for its reply.</summary>
    /// <exception cref="SmtpServerException">There is none.</exception>
    public async Task<SmtpReply> CommandAsync(string line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            throw new ArgumentException("A command is one line.", nameof(line));
        }

        SmtpReply? reply = null;
        await WithinAsync(_server.IdleMax, async token => reply = await AskAsync(line, token), cancellationToken);
        return reply!;
    }

    /// <summary>Sends octets of a message as they are.</summary>
    /// <exception cref="SmtpServerException">The server takes nothing.</exception>
    public Task SendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken) =>
        WithinAsync(_server.IdleMax, async token => await _stream.WriteAsync(octets, token), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _input.CompleteAsync();
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await _client.ConnectAsync(_server.Host, _server.Port, cancellationToken);
        _client.NoDelay = true;
        Use(_client.GetStream());
        if (_server.Security == SmtpSecurity.Tls)
        {
            await SecureAsync(cancellationToken);
        }

        Require(await ReadAsync(cancellationToken), "does not serve");
        await GreetAsync(cancellationToken);
        if (_server.Security == SmtpSecurity.StartTls)
        {
            Require(await AskAsync("STARTTLS", cancellationToken), "has no TLS (STARTTLS): choose TLS from the first byte, or no TLS where the net is protected");
            await SecureAsync(cancellationToken);
            await GreetAsync(cancellationToken);
        }

        if (_server.UserName.Length > 0)
        {
            await LogInAsync(cancellationToken);
        }
    }

    // RFC 4954 with PLAIN (RFC 4616); LOGIN, which was never specified, for servers that know nothing else
    private async Task LogInAsync(CancellationToken cancellationToken)
    {
        if (_server.Security == SmtpSecurity.None)
        {
            throw new SmtpServerException("A password is never sent to the mail server in clear: choose TLS, or no user name.");
        }

        const string Refused = "does not take the user name and the password";
        if (_logins.Contains("LOGIN") && !_logins.Contains("PLAIN"))
        {
            await AskAsync("AUTH LOGIN", cancellationToken);
            await AskAsync(Base64(_server.UserName), cancellationToken);
            Require(await AskAsync(Base64(_server.Password), cancellationToken), Refused);
            return;
        }

        Require(await AskAsync("AUTH PLAIN " + Base64($"\0{_server.UserName}\0{_server.Password}"), cancellationToken), Refused);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        var greeting = Require(await AskAsync("EHLO " + Environment.MachineName, cancellationToken), "does not take our greeting");
        var offers = greeting.Lines.Skip(1).Select(line => line.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0).ToArray();
        Extensions = [.. offers.Select(words => words[0])];
        _logins = [.. offers.Where(words => words[0] == "AUTH").SelectMany(words => words.Skip(1))];
    }

    private async Task SecureAsync(CancellationToken cancellationToken)
    {
        // what came before TLS was sent by whoever was on the line
        if (_input.TryRead(out var early) && !early.Buffer.IsEmpty)
        {
            throw new SmtpServerException("The mail server sent something between STARTTLS and TLS: somebody may be on the line.");
        }

        var secured = new SslStream(_stream);
        _stream = secured;
        await secured.AuthenticateAsClientAsync(SmtpTrust.Of(_server), cancellationToken);
        Use(secured);
    }

    private void Use(Stream stream)
    {
        _stream = stream;
        _input = PipeReader.Create(stream, new StreamPipeReaderOptions(leaveOpen: true));
    }

    private async Task<SmtpReply> AskAsync(string line, CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    private async Task<SmtpReply> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await _input.ReadAsync(cancellationToken);
            var rest = read.Buffer;
            var reply = SmtpReply.TryTake(ref rest, SmtpLimits.Default);
            _input.AdvanceTo(rest.Start, reply is null ? read.Buffer.End : rest.Start);
            if (reply is not null)
            {
                return reply;
            }

            if (read.IsCompleted)
            {
                throw new SmtpServerException("The mail server closed the connection.");
            }
        }
    }

    private async Task WithinAsync(TimeSpan max, Func<CancellationToken, Task> act, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = _time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, max, Timeout.InfiniteTimeSpan);
        try
        {
            await act(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpServerException($"The mail server did not answer within {max.TotalSeconds:0} s.");
        }
        catch (AuthenticationException fault)
        {
            throw new SmtpServerException($"The mail server's TLS cannot be used: {fault.Message} Is its certificate for '{_server.Host}', and by a CA that is known or given here? Does this port speak TLS in this way?", fault);
        }
        catch (Exception fault) when (fault is SocketException or IOException or SmtpFormatException)
        {
            throw new SmtpServerException($"The mail server cannot be used: {fault.Message}", fault);
        }
    }

    private static SmtpReply Require(SmtpReply reply, string what) => reply.IsPositive ? reply : throw new SmtpServerException($"The mail server {what} ({reply.Code} {reply.Text}).") { Reply = reply };
}
