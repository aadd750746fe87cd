using System.Text;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Protocols.Smtp;

namespace Platen.Mail;

/// <summary>Sends mails over SMTP.</summary>
internal sealed class MailSender(MailServers servers, TimeProvider time) : IMailSender
{
    private static readonly TimeSpan GoodbyeMax = TimeSpan.FromSeconds(2);

    public string Default => servers.Default;

    public Task<bool> IsSetAsync(TenantId tenant, CancellationToken cancellationToken) => servers.IsSetAsync(tenant, cancellationToken);

    // a connection of its own for each mail: mails are few, and none waits for another's
    public async Task<MailAnswer> SendAsync(TenantId tenant, Guid id, DateTimeOffset at, MailContent content, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, MailLimits.TryMax, Timeout.InfiniteTimeSpan);
        try
        {
            return await TryAsync(tenant, id, at, content, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new MailAnswer(MailAnswerCode.Later, $"The mail server was not done within {MailLimits.TryMax.TotalSeconds:0} s.");
        }
    }

    private async Task<MailAnswer> TryAsync(TenantId tenant, Guid id, DateTimeOffset at, MailContent content, CancellationToken cancellationToken)
    {
        try
        {
            if (await servers.FindAsync(tenant, cancellationToken) is not var (server, from, fromName))
            {
                return new MailAnswer(MailAnswerCode.NoServer, "No mail server is set.");
            }

            var message = new MailMessage
            {
                From = from, FromName = fromName, To = content.To, Subject = content.Subject, Text = content.Text, Html = content.Html, Language = content.Language, Id = id.ToString("D"), Date = at,
                Files = [.. content.Attachments.Select(file => new MailFile(file.Name, file.MediaType + "; charset=utf-8", [.. Encoding.UTF8.GetBytes(file.Text)]))],
            };
            await using var connection = await SmtpConnection.OpenAsync(server, time, cancellationToken);
            var reply = await connection.DeliverAsync(message, cancellationToken);
            await SayGoodbyeAsync(connection, cancellationToken);
            return new MailAnswer(MailAnswerCode.Sent, Words($"{reply.Code} {reply.Text}"));
        }
        catch (SmtpServerException fault)
        {
            return new MailAnswer(fault.IsFinal ? MailAnswerCode.Never : MailAnswerCode.Later, Words(fault.Message));
        }
    }

    // the message is the server's already, whatever becomes of this
    private async Task SayGoodbyeAsync(SmtpConnection connection, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var timer = time.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), limit, GoodbyeMax, Timeout.InfiniteTimeSpan);
        try
        {
            await connection.CommandAsync("QUIT", limit.Token);
        }
        catch (Exception fault) when (fault is SmtpServerException or OperationCanceledException)
        {
            // some close at once, some never answer
        }
    }

    private static string Words(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(MailLimits.ReasonMax)]);
}
