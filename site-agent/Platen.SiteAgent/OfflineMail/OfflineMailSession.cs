using System.Buffers;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Platen.Protocols.Smtp;

namespace Platen.SiteAgent.OfflineMail;

/// <summary>
/// One device's session: its commands are passed on to the customer's mail server, and the server's replies back. Nothing is kept here: what the device is told is what the mail server said, so a message is
/// either the mail server's or still the device's. Not thread-safe.
/// </summary>
internal sealed class OfflineMailSession(IPAddress client, OfflineMailRule rule, IOptions<OfflineMailOptions> options, TimeProvider time) : IAsyncDisposable
{
    private static readonly SmtpReply WrongOrder = new(503, "5.5.1 Commands come in another order: EHLO, MAIL, RCPT, DATA.");
    private readonly ArrayBufferWriter<byte> _ready = new();
    private SmtpConnection? _server;
    private SmtpMailData? _data;
    private bool _isGreeted;
    private bool _hasSender;
    private int _recipients;
    private int _messages;
    private bool _isTooLarge;

    /// <summary>Octets are the message's now, until its end.</summary>
    public bool IsInData => _data is not null;

    /// <summary>The session is over once its reply is sent.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Octets of the message that was passed on last.</summary>
    public long LastMessageOctets { get; private set; }

    public static SmtpReply Greeting { get; } = new(220, $"{Environment.MachineName} ESMTP offline mail");

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    public async Task<SmtpReply> AnswerAsync(SmtpCommand command, CancellationToken cancellationToken)
    {
        switch (command.Verb)
        {
            case "EHLO" or "HELO":
                _isGreeted = true;
                await ResetAsync();
                return command.Verb == "HELO" ? new SmtpReply(250, Environment.MachineName) : new SmtpReply(250, [Environment.MachineName, $"SIZE {options.Value.MessageBytesMax}", "8BITMIME", "ENHANCEDSTATUSCODES"]);
            case "MAIL":
                return _isGreeted && !_hasSender ? await MailAsync(command.Argument, cancellationToken) : WrongOrder;
            case "RCPT":
                return _hasSender ? await RecipientAsync(command.Argument, cancellationToken) : WrongOrder;
            case "DATA":
                return _recipients > 0 ? await DataAsync(cancellationToken) : WrongOrder;
            case "RSET":
                await ResetAsync();
                return new SmtpReply(250, "2.0.0 Reset.");
            case "NOOP":
                return new SmtpReply(250, "2.0.0 Here.");
            case "QUIT":
                IsOver = true;
                return new SmtpReply(221, "2.0.0 Bye.");
            case "VRFY":
                return new SmtpReply(252, "2.5.2 Send, and see.");
            default:
                return new SmtpReply(500, "5.5.1 This command is not known here.");
        }
    }

    /// <summary>Takes octets of the message and passes them on; the reply when it is whole, else null.</summary>
    public async Task<(SmtpReply? Reply, SequencePosition Consumed)> TakeAsync(ReadOnlySequence<byte> input, CancellationToken cancellationToken)
    {
        var isWhole = _data!.Take(ref input, _ready);
        _isTooLarge |= _data.Octets > options.Value.MessageBytesMax;
        if (_data.Octets / 2 > options.Value.MessageBytesMax)
        {
            throw new SmtpFormatException("The message does not end."); // who sends on and on is not told politely at the end
        }

        try
        {
            if (_server is not null && !_isTooLarge)
            {
                await _server.SendAsync(_ready.WrittenMemory, cancellationToken);
            }
        }
        catch (SmtpServerException)
        {
            await DropServerAsync(); // the rest of the message is read and thrown away: then there is somebody to tell
        }
        finally
        {
            _ready.Clear(); // it is somebody's document
        }

        return (isWhole ? await EndAsync(cancellationToken) : null, input.Start);
    }

    private async Task<SmtpReply> MailAsync(string argument, CancellationToken cancellationToken)
    {
        if (SmtpPath.TryParse(argument, "FROM:", SmtpLimits.Default) is not { } sender)
        {
            return new SmtpReply(501, "5.1.7 Write MAIL FROM:<mailbox>.");
        }

        if (long.TryParse(sender.Find("SIZE"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > options.Value.MessageBytesMax)
        {
            return TooLarge();
        }

        if (_messages >= options.Value.MessagesMax)
        {
            return new SmtpReply(451, "4.7.1 Too many messages on one connection: dial again.");
        }

        if (await rule.RefusalAsync(client, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        return await PassOnAsync(
            async server =>
            {
                var isEightBit = sender.Find("BODY")?.Equals("8BITMIME", StringComparison.OrdinalIgnoreCase) == true && server.Extensions.Contains("8BITMIME");
                var reply = await server.CommandAsync($"MAIL FROM:<{sender.Mailbox}>{(isEightBit ? " BODY=8BITMIME" : "")}", cancellationToken);
                _hasSender = reply.IsPositive;
                return reply;
            },
            cancellationToken);
    }

    private async Task<SmtpReply> RecipientAsync(string argument, CancellationToken cancellationToken)
    {
        if (SmtpPath.TryParse(argument, "TO:", SmtpLimits.Default) is not { Mailbox.Length: > 0 } recipient)
        {
            return new SmtpReply(501, "5.1.3 Write RCPT TO:<mailbox>.");
        }

        if (_recipients >= options.Value.RecipientsMax)
        {
            return new SmtpReply(452, "4.5.3 Too many recipients.");
        }

        return await PassOnAsync(
            async server =>
            {
                var reply = await server.CommandAsync($"RCPT TO:<{recipient.Mailbox}>", cancellationToken);
                _recipients += reply.IsPositive ? 1 : 0;
                return reply;
            },
            cancellationToken);
    }

    private Task<SmtpReply> DataAsync(CancellationToken cancellationToken) => PassOnAsync(
        async server =>
        {
            var reply = await server.CommandAsync("DATA", cancellationToken);
            (_data, _isTooLarge) = reply.Code == 354 ? (new SmtpMailData(), false) : (null, false);
            return reply;
        },
        cancellationToken);

    private async Task<SmtpReply> EndAsync(CancellationToken cancellationToken)
    {
        (LastMessageOctets, _data) = (_data!.Octets, null);
        _messages++;
        if (_isTooLarge)
        {
            await DropServerAsync(); // without the end, what it has is no message
            await ResetAsync();
            return TooLarge();
        }

        if (_server is null)
        {
            await ResetAsync();
            return Unreachable("The mail server broke the connection in the middle of the message.");
        }

        var reply = await PassOnAsync(server => server.CommandAsync(".", cancellationToken), cancellationToken);
        (_hasSender, _recipients) = (false, 0);
        return reply;
    }

    private async Task<SmtpReply> PassOnAsync(Func<SmtpConnection, Task<SmtpReply>> ask, CancellationToken cancellationToken)
    {
        try
        {
            _server ??= await SmtpConnection.OpenAsync(await OfflineMailServer.OfAsync(options.Value, cancellationToken), time, cancellationToken);
            return await ask(_server);
        }
        catch (SmtpServerException fault)
        {
            await DropServerAsync();
            (_hasSender, _recipients) = (false, 0);
            return Unreachable(fault.Message);
        }
    }

    // each message has a connection's transaction of its own; a new dial is simpler than RSET, and forgets as much
    private async Task ResetAsync()
    {
        if (_hasSender)
        {
            await DropServerAsync();
        }

        (_hasSender, _recipients) = (false, 0);
    }

    private async Task DropServerAsync()
    {
        if (_server is { } server)
        {
            _server = null;
            await server.DisposeAsync();
        }
    }

    private SmtpReply TooLarge() => new(552, $"5.3.4 The message is larger than {options.Value.MessageBytesMax} bytes (OfflineMail:MessageBytesMax).");

    private static SmtpReply Unreachable(string why) => new(451, $"4.4.1 {why}");
}
