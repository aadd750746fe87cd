using System.Collections.Immutable;
using Platen.Domain.Mail;
using Platen.Domain.Tenants;

namespace Platen.Domain.Contracts;

/// <summary>
/// An address outside of the system that reports of contracts are sent to (AZ11). It is no account: it has no login, and what it gets has no link.
/// </summary>
public sealed record ReportRecipient
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id; it never changes.</summary>
    public required RecipientId Id { get; init; }

    /// <summary>The mail address; unique in the tenant, without case.</summary>
    public required string Address { get; init; }

    /// <summary>The reports that it gets.</summary>
    public required ImmutableArray<ContractReportKind> Kinds { get; init; }

    /// <summary>When.</summary>
    public required ReportInterval Interval { get; init; }

    /// <summary>The language of its mails, of <see cref="MailLanguages"/>.</summary>
    public string Language { get; init; } = MailLanguages.Usual;

    /// <summary>Whom the mails name to be asked when no more are wanted.</summary>
    public required string Contact { get; init; }

    /// <summary>False: nothing is sent to it.</summary>
    public bool Active { get; init; } = true;

    /// <summary>What was due before is not sent to it any more.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>The newest change of a contract when the recipient was recorded: its history begins behind it.</summary>
    public long SinceChange { get; init; }

    /// <summary>Grows by one with each change. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
