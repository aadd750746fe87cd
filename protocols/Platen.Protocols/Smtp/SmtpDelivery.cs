using System.Buffers;

namespace Platen.Protocols.Smtp;

/// <summary>Gives one message to a mail server (RFC 5321, section 3.3).</summary>
public static class SmtpDelivery
{
    /// <summary>Sends a message to its one recipient; the server's answer to its end, which says that the message is the server's now.</summary>
    /// <exception cref="SmtpServerException">The server did not take it; <see cref="SmtpServerException.IsFinal"/> says whether it ever will.</exception>
    public static async Task<SmtpReply> DeliverAsync(this SmtpConnection connection, MailMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(message);
        var isInternational = !message.From.All(char.IsAscii) || !message.To.All(char.IsAscii);
        if (isInternational && !connection.Extensions.Contains("SMTPUTF8"))
        {
            throw new SmtpServerException("The mail server takes no addresses with letters beyond ASCII (SMTPUTF8).") { IsFinal = true };
        }

        await RequireAsync(connection, $"MAIL FROM:<{Mailbox(message.From)}>{(isInternational ? " SMTPUTF8" : "")}", "refuses the sender", 250, cancellationToken);
        await RequireAsync(connection, $"RCPT TO:<{Mailbox(message.To)}>", "refuses the recipient", 250, cancellationToken);
        await RequireAsync(connection, "DATA", "takes no message", 354, cancellationToken);
        await connection.SendAsync(Stuffed(message.ToBytes()), cancellationToken);
        return await RequireAsync(connection, ".", "refuses the message", 250, cancellationToken);
    }

    private static async Task<SmtpReply> RequireAsync(SmtpConnection connection, string command, string what, int code, CancellationToken cancellationToken)
    {
        var reply = await connection.CommandAsync(command, cancellationToken);
        return reply.Code / 10 == code / 10 ? reply : throw new SmtpServerException($"The mail server {what} ({reply.Code} {reply.Text}).") { Reply = reply, IsFinal = reply.Code >= 500 };
    }

    // no address may carry a second command
    private static string Mailbox(string address) => SmtpPath.TryParse($"TO:<{address}>", "TO:", SmtpLimits.Default) is { Mailbox.Length: > 0, Parameters.IsEmpty: true } path && path.Mailbox == address
        ? address
        : throw new SmtpServerException("The address is none that a mail server takes.") { IsFinal = true };

    // a line that begins with a dot has one more (section 4.5.2); the end itself is a command
    private static byte[] Stuffed(byte[] message)
    {
        var output = new ArrayBufferWriter<byte>(message.Length + 64);
        var atStart = true;
        foreach (var octet in message)
        {
            if (atStart && octet == '.')
            {
                output.Write("."u8);
            }

            output.Write([octet]);
            atStart = octet == '\n';
        }

        return output.WrittenSpan.ToArray();
    }
}
