using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;
using Platen.Protocols.Smtp;

namespace Platen.SiteAgent.OfflineMail;

/// <summary>A connection to the customer's mail server, ready for messages. Not thread-safe.</summary>
internal sealed class MailServerConnection : IAsyncDisposable
{
    private readonly TcpClient _client = new();
    private readonly OfflineMailOptions _options;
    private readonly TimeProvider _time;
    private Stream _stream = Stream.Null;
    private PipeReader _input = PipeReader.Create(Stream.Null);

    private MailServerConnection(OfflineMailOptions options, TimeProvider time) => (_options, _time) = (options, time);

    /// <summary>What the server offers besides (RFC 5321, section 2.2), in capitals: <c>8BITMIME</c>.</summary>
    public IReadOnlyCollection<string> Extensions { get; private set; } = [];

    /// <summary>Dials, agrees on TLS, greets and logs in.</summary>
    /// <exception cref="MailServerException">It did not come so far.</exception>
    public static async Task<MailServerConnection> OpenAsync(IOptions<OfflineMailOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        var connection = new MailServerConnection(options.Value, time);
        try
        {
            await connection.WithinAsync(options.Value.ConnectMax, connection.BeginAsync, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a command and waits for its reply.</summary>
    /// <exception cref="MailServerException">There is none.</exception>
    public async Task<SmtpReply> CommandAsync(string line, CancellationToken cancellationToken)
    {
        SmtpReply? reply = null;
        await WithinAsync(_options.IdleMax, async token => reply = await AskAsync(line, token), cancellationToken);
        return reply!;
    }

    /// <summary>Sends octets of a message as they are.</summary>
    /// <exception cref="MailServerException">The server takes nothing.</exception>
    public Task SendAsync(ReadOnlyMemory<byte> octets, CancellationToken cancellationToken) =>
        WithinAsync(_options.IdleMax, async token => await _stream.WriteAsync(octets, token), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _input.CompleteAsync();
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await _client.ConnectAsync(_options.Server, _options.ServerPort, cancellationToken);
        _client.NoDelay = true;
        Use(_client.GetStream());
        if (_options.Security == MailSecurity.Tls)
        {
            await SecureAsync(cancellationToken);
        }

        Require(await ReadAsync(cancellationToken), "does not serve");
        await GreetAsync(cancellationToken);
        if (_options.Security == MailSecurity.StartTls)
        {
            Require(await AskAsync("STARTTLS", cancellationToken), "has no TLS (STARTTLS): set OfflineMail:Security to Tls, or to None where the net is protected");
            await SecureAsync(cancellationToken);
            await GreetAsync(cancellationToken);
        }

        if (_options.UserName.Length > 0)
        {
            var password = (await File.ReadAllTextAsync(_options.PasswordFile, cancellationToken)).TrimEnd('\r', '\n');
            var proof = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{_options.UserName}\0{password}"));
            Require(await AskAsync("AUTH PLAIN " + proof, cancellationToken), "does not take the name and password of OfflineMail:UserName");
        }
    }

    private async Task GreetAsync(CancellationToken cancellationToken)
    {
        var greeting = Require(await AskAsync("EHLO " + Environment.MachineName, cancellationToken), "does not take our greeting");
        Extensions = [.. greeting.Lines.Skip(1).Select(line => line.Split(' ')[0].ToUpperInvariant())];
    }

    private async Task SecureAsync(CancellationToken cancellationToken)
    {
        // what came before TLS was sent by whoever was on the line
        if (_input.TryRead(out var early) && !early.Buffer.IsEmpty)
        {
            throw new MailServerException("The mail server sent something between STARTTLS and TLS: somebody may be on the line.");
        }

        var secured = new SslStream(_stream);
        _stream = secured;
        await secured.AuthenticateAsClientAsync(MailServerTrust.Of(_options), cancellationToken);
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
                throw new MailServerException("The mail server closed the connection.");
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
            throw new MailServerException($"The mail server did not answer within {max.TotalSeconds:0} s.");
        }
        catch (Exception fault) when (fault is SocketException or IOException or AuthenticationException or SmtpFormatException)
        {
            throw new MailServerException($"The mail server cannot be used: {fault.Message}", fault);
        }
    }

    private static SmtpReply Require(SmtpReply reply, string what) => reply.IsPositive ? reply : throw new MailServerException($"The mail server {what} ({reply.Code} {reply.Text}).");
}
