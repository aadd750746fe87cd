using Platen.Domain.Contracts;
using Platen.Gateway.Api.Mail;

namespace Platen.Gateway.Api.Contracts;

/// <summary>A report that was sent.</summary>
/// <param name="Recipient">To whom; the recipient may be removed by now.</param>
/// <param name="Report">Which one.</param>
/// <param name="Period">For which period.</param>
/// <param name="At">When it was put into the outbox.</param>
/// <param name="Mail">The mail.</param>
/// <param name="State">waiting, sent or parked; null: the mail was deleted before it was sent.</param>
/// <param name="Reason">The mail server's last answer.</param>
internal sealed record SendingJson(string Recipient, string Report, string Period, DateTimeOffset At, Guid Mail, string? State, string Reason)
{
    public static SendingJson Of(ReportSending row) =>
        new(row.Recipient.ToString(), ContractReports.Word(row.Kind), row.Period, row.At, row.Mail, row.State is { } state ? MailWords.Of(state) : null, row.Reason);
}
