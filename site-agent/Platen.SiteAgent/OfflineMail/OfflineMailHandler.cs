using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using Platen.Protocols.Smtp;

namespace Platen.SiteAgent.OfflineMail;

/// <summary>SMTP for the site's devices (MS06): reads commands and messages, and sends the replies that <see cref="OfflineMailSession"/> has for them.</summary>
internal sealed partial class OfflineMailHandler(OfflineMailRule rule, IOptions<OfflineMailOptions> options, TimeProvider time, ILogger<OfflineMailHandler> logger) : ConnectionHandler
{
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        await using var session = new OfflineMailSession(address, rule, options, time);
        try
        {
            await RunAsync(connection.Transport.Input, connection.Transport.Output, session, address.ToString());
        }
        catch (SmtpFormatException fault)
        {
            LogBroken(address.ToString(), fault.Message);
            await SendAsync(connection.Transport.Output, new SmtpReply(500, "5.5.2 " + fault.Message), CancellationToken.None);
        }
        catch (Exception fault) when (fault is OperationCanceledException or ConnectionAbortedException or ConnectionResetException or IOException)
        {
            LogBroken(address.ToString(), fault.Message);
        }
    }

    private async Task RunAsync(PipeReader input, PipeWriter output, OfflineMailSession session, string source)
    {
        using var idle = new CancellationTokenSource();
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), idle, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await SendAsync(output, OfflineMailSession.Greeting, idle.Token);
        while (!session.IsOver)
        {
            timer.Change(options.Value.IdleMax, Timeout.InfiniteTimeSpan);
            var read = await input.ReadAsync(idle.Token);
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            var consumed = await TakeAllAsync(read.Buffer, output, session, source, idle.Token);
            input.AdvanceTo(consumed, read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private async Task<SequencePosition> TakeAllAsync(ReadOnlySequence<byte> buffer, PipeWriter output, OfflineMailSession session, string source, CancellationToken cancellationToken)
    {
        while (!buffer.IsEmpty && !session.IsOver)
        {
            SmtpReply? reply;
            if (session.IsInData)
            {
                (reply, var consumed) = await session.TakeAsync(buffer, cancellationToken);
                buffer = buffer.Slice(consumed);
                LogEnd(source, reply, session.LastMessageOctets);
            }
            else if (SmtpCommand.TryTake(ref buffer, SmtpLimits.Default) is { } command)
            {
                reply = await session.AnswerAsync(command, cancellationToken);
                LogRefusal(source, command.Verb, reply);
            }
            else
            {
                break;
            }

            if (reply is not null)
            {
                await SendAsync(output, reply, cancellationToken);
            }
        }

        return buffer.Start;
    }

    private static async ValueTask SendAsync(PipeWriter output, SmtpReply reply, CancellationToken cancellationToken) =>
        await output.WriteAsync(Encoding.UTF8.GetBytes(reply.ToString()), cancellationToken);

    private void LogEnd(string source, SmtpReply? reply, long octets)
    {
        if (reply is { IsPositive: true })
        {
            LogPassedOn(source, octets);
        }
        else if (reply is not null)
        {
            LogRefused(source, "message", reply.Code);
        }
    }

    private void LogRefusal(string source, string verb, SmtpReply reply)
    {
        if (reply.Code >= 400)
        {
            LogRefused(source, verb is "MAIL" or "RCPT" or "DATA" ? verb : "command", reply.Code);
        }
    }

    [LoggerMessage(2260, LogLevel.Information, "Offline mail: a message of {Octets} bytes from {Source} was passed on")]
    private partial void LogPassedOn(string source, long octets);

    [LoggerMessage(2261, LogLevel.Warning, "Offline mail: {What} from {Source} was refused with {Code}")]
    private partial void LogRefused(string source, string what, int code);

    [LoggerMessage(2262, LogLevel.Information, "Offline mail: the connection from {Source} ended early: {Reason}")]
    private partial void LogBroken(string source, string reason);
}
