using Platen.Domain.Mail;
using Platen.Domain.Tenants;

namespace Platen.Domain.Contracts;

/// <summary>A report that was put into the outbox: once for a recipient, a report and a period.</summary>
public sealed record ReportSending
{
    /// <summary>Whose it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>To whom.</summary>
    public required RecipientId Recipient { get; init; }

    /// <summary>Which report.</summary>
    public required ContractReportKind Kind { get; init; }

    /// <summary>For which period (<see cref="ReportPeriod.Key"/>), or behind which change.</summary>
    public required string Period { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The newest change of a contract that it tells; the next history begins behind it.</summary>
    public long UpTo { get; init; }

    /// <summary>The mail.</summary>
    public required Guid Mail { get; init; }

    /// <summary>What became of the mail; null: somebody deleted it from the outbox before it was sent.</summary>
    public MailState? State { get; init; } = MailState.Waiting;

    /// <summary>The mail server's last answer.</summary>
    public string Reason { get; init; } = "";
}
