using System.Collections.Immutable;
using Platen.Domain.Contracts;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>Recipients of reports, and what was sent to them. They are written by commits: <see cref="ReportRecipientChange"/>, <see cref="ReportSendingAdded"/>.</summary>
public interface IReportRecipients
{
    /// <summary>All recipients, by id; <see cref="ReportRecipientRules.RecipientsMax"/> at most.</summary>
    Task<ImmutableArray<ReportRecipient>> AllAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The newest sending of each report to each recipient that is there.</summary>
    Task<ImmutableArray<ReportSending>> LatestAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Sendings, newest first.</summary>
    Task<ResultPage<ReportSending>> ListAsync(TenantId tenant, PageRequest page, CancellationToken cancellationToken);
}
