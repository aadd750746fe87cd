using System.Collections.Immutable;
using System.Globalization;
using Platen.Domain.Accounting;
using Platen.Domain.Contracts;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Mail;
using Platen.Grains.Records;

namespace Platen.Grains.Contracts;

/// <summary>
/// Puts the reports that are due into the outbox (AZ11). Each goes into one transaction with its mail and its audit entry, under a key of recipient, report and period: of several servers that send at once, or one that comes back, one wins.
/// </summary>
internal sealed class ReportPost(IRecordStore store, IContractRecords contracts, IReportRecipients recipients, IMailOutbox outbox, IMailSender sender, ContractReading reading, MailPost post, TimeProvider time)
{
    private static readonly Actor Schedule = Actor.System("report-schedule");

    /// <summary>Sends what is due; how many mails that were.</summary>
    public async Task<int> SendDueAsync(TenantId id, CancellationToken cancellationToken)
    {
        var all = await recipients.AllAsync(id, cancellationToken);
        if (!all.Any(recipient => recipient.Active) || await store.FindTenantAsync(id, cancellationToken) is not { } tenant || !await sender.IsSetAsync(id, cancellationToken))
        {
            return 0;
        }

        var latest = (await recipients.LatestAsync(id, cancellationToken)).ToDictionary(sending => (sending.Recipient, sending.Kind));
        var sent = 0;
        foreach (var (recipient, kind) in all.Where(recipient => recipient.Active).SelectMany(recipient => recipient.Kinds.Select(kind => (recipient, kind))))
        {
            sent += await SendAsync(tenant, recipient, kind, latest.GetValueOrDefault((recipient.Id, kind)), cancellationToken) ? 1 : 0;
        }

        return sent;
    }

    private static MailPurpose Purpose(ContractReportKind kind) => kind switch
    {
        ContractReportKind.ProviderContracts => MailPurpose.ProviderContractsReport,
        ContractReportKind.CustomerContracts => MailPurpose.CustomerContractsReport,
        ContractReportKind.ContractHistory => MailPurpose.ContractHistoryReport,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "People outside get no other report."),
    };

    private async Task<bool> SendAsync(Tenant tenant, ReportRecipient recipient, ContractReportKind kind, ReportSending? latest, CancellationToken cancellationToken)
    {
        var behind = ReportSchedule.Behind(recipient, latest);
        var mark = await contracts.MarkAsync(tenant.Id, behind, cancellationToken);
        // a full outbox would take no mail: the next round looks again
        if (ReportSchedule.Due(recipient, latest, mark, tenant.Zone(), time.GetUtcNow()) is not { } period
            || (await outbox.CountAsync(tenant.Id, cancellationToken)).Waiting >= MailLimits.WaitingMax)
        {
            return false;
        }

        var report = await reading.ReportAsync(tenant, kind, behind, mark.Last, isOutside: true, names: null, cancellationToken);
        var mail = Write(tenant, recipient, report, period);
        var sending = new ReportSending { Tenant = tenant.Id, Recipient = recipient.Id, Kind = kind, Period = period.Key, At = time.GetUtcNow(), UpTo = mark.Last, Mail = mail.Row.Id };
        var audit = ConsoleCommit.Audit(
            Schedule, sending.At, "report.queued", $"report-recipient:{recipient.Id}",
            details: [("report", ContractReports.Word(kind)), ("period", period.Key), ("mail", sending.Mail.ToString("D")), ("rows", Number(report.Rows.Length))]);
        var written = await store.CommitAsync(ConsoleCommit.Of(tenant.Id, [mail, new ReportSendingAdded(sending, recipient.Version) { ExpectedVersion = 0 }], audit), cancellationToken);
        return written.Code == CommitCode.Committed;
    }

    private MailQueued Write(Tenant tenant, ReportRecipient recipient, ContractReport report, ReportPeriod period)
    {
        var (csv, _) = ContractReportTable.Csv(report, ReportRecipientRules.BytesMax);
        var sums = report.Sums ?? new ContractSums(0, 0, 0);
        var lines = csv.AsSpan().Count("\r\n") - 1;
        return post.WriteWith(
            [new MailAttachment(ContractReportTable.FileName(report), LedgerTable.MediaType, csv)], tenant, Purpose(report.Kind), recipient.Address, recipient.Language, user: null, ReportRecipientRules.UsefulFor,
            ("period", recipient.Interval == ReportInterval.OnChange ? Day(report) : period.Key), ("day", Day(report)), ("contact", recipient.Contact),
            ("running", Number(sums.Running)), ("licensed", Number(sums.Licensed)), ("used", Number(sums.Used)), ("over", Number(sums.Over)),
            ("lines", Number(lines)), ("all", report.IsCut ? $"{report.Rows.Length}+" : Number(report.Rows.Length)));
    }

    private static string Day(ContractReport report) => report.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
