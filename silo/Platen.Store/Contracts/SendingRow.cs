using Platen.Domain.Contracts;
using Platen.Domain.Mail;
using Platen.Domain.Tenants;

namespace Platen.Store.Contracts;

/// <summary>A sending as Dapper reads it.</summary>
internal sealed class SendingRow
{
    private const short Deleted = 3;

    public string Tenant { get; init; } = "";

    public Guid Recipient { get; init; }

    public short Kind { get; init; }

    public string Period { get; init; } = "";

    public DateTime At { get; init; }

    public long UpTo { get; init; }

    public Guid Mail { get; init; }

    public short State { get; init; }

    public string Reason { get; init; } = "";

    public ReportSending ToSending() => new()
    {
        Tenant = TenantId.Parse(Tenant),
        Recipient = new RecipientId(Recipient),
        Kind = (ContractReportKind)Kind,
        Period = Period,
        At = new DateTimeOffset(At, TimeSpan.Zero),
        UpTo = UpTo,
        Mail = Mail,
        State = State == Deleted ? null : (MailState)State,
        Reason = Reason,
    };
}
