using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Mail.Hosting;

namespace Platen.Mail;

/// <summary>
/// Empties the outbox: takes what is due, tries it, and says what became of it. A mail that was sent but could not be reported, because the server died in between, is sent once more when its lease is over, with the same Message-ID.
/// </summary>
internal sealed partial class MailDelivery(IMailOutbox outbox, IMailSender sender, IMasterKey master, IOptions<MailOptions> options, TimeProvider time, ILogger<MailDelivery> logger) : BackgroundService
{
    /// <summary>Mails under way at a time.</summary>
    private const int ParallelMax = 4;

    /// <summary>Tries what is due; how many mails that were.</summary>
    public async Task<int> RunOnceAsync(CancellationToken cancellationToken)
    {
        var mails = await outbox.LeaseAsync(MailLimits.LeasedMax, cancellationToken);
        var way = new ParallelOptions { MaxDegreeOfParallelism = ParallelMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(mails, way, async (mail, token) => await TryAsync(mail, token));
        return mails.Length;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                // a full lease: there is more
                while (await RunOnceAsync(stoppingToken) == MailLimits.LeasedMax)
                {
                }
            }
            catch (Exception fault) when (fault is RecordStoreUnavailableException)
            {
                LogAway(fault.Message);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFailed(fault);
            }
        }
    }

    private async Task TryAsync(LeasedMail mail, CancellationToken cancellationToken)
    {
        var answer = time.GetUtcNow() >= mail.EndsAt
            ? new MailAnswer(MailAnswerCode.Never, "It came too late to be of use.")
            : OutgoingMail.Open(master.Key.AsSpan(), mail.Tenant, mail.Id, mail.Content.AsSpan()) is { } content
                ? await sender.SendAsync(mail.Tenant, mail.Id, mail.At, content, cancellationToken)
                : new MailAnswer(MailAnswerCode.Never, "It was sealed under another master key.");
        MailInstruments.OnTried(answer.Code.ToString());
        var isOurs = await ReportAsync(mail, answer, cancellationToken);
        LogTried(mail.Id, mail.Purpose, mail.Tries, answer.Code, isOurs);
    }

    private Task<bool> ReportAsync(LeasedMail mail, MailAnswer answer, CancellationToken cancellationToken) => answer.Code switch
    {
        MailAnswerCode.Sent => outbox.SentAsync(mail, answer.Text, cancellationToken),
        MailAnswerCode.Never => outbox.ParkAsync(mail, answer.Text, cancellationToken),
        _ when mail.Tries >= MailLimits.TriesMax => outbox.ParkAsync(mail, $"Given up after {mail.Tries} tries: {answer.Text}", cancellationToken),
        _ => outbox.RetryAsync(mail, time.GetUtcNow() + MailLimits.PauseAfter(mail.Tries), answer.Text, cancellationToken),
    };

    [LoggerMessage(1800, LogLevel.Information, "Mail {Id} ({Purpose}), try {Tries}: {Code}; its lease was ours: {IsOurs}")]
    private partial void LogTried(Guid id, MailPurpose purpose, int tries, MailAnswerCode code, bool isOurs);

    [LoggerMessage(1801, LogLevel.Warning, "The outbox cannot be read now; it is read again: {Reason}")]
    private partial void LogAway(string reason);

    [LoggerMessage(1802, LogLevel.Error, "Mails could not be sent; they are tried again")]
    private partial void LogFailed(Exception fault);
}
