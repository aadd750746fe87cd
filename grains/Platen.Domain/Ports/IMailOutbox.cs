using System.Collections.Immutable;
using Platen.Domain.Mail;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>The outbox. Mails come in by <see cref="MailQueued"/>, in the transaction of what they are about, and are taken out here, each by one server at a time.</summary>
public interface IMailOutbox
{
    /// <summary>Takes mails of all tenants that are due, the longest due first, for <see cref="MailLimits.Lease"/>.</summary>
    Task<ImmutableArray<LeasedMail>> LeaseAsync(int limit, CancellationToken cancellationToken);

    /// <summary>The mail is sent; what was in it is deleted. False: the lease was lost.</summary>
    Task<bool> SentAsync(LeasedMail mail, string answer, CancellationToken cancellationToken);

    /// <summary>The mail is tried again then. False: the lease was lost.</summary>
    Task<bool> RetryAsync(LeasedMail mail, DateTimeOffset dueAt, string reason, CancellationToken cancellationToken);

    /// <summary>The mail is not tried any more. False: the lease was lost.</summary>
    Task<bool> ParkAsync(LeasedMail mail, string reason, CancellationToken cancellationToken);

    /// <summary>Mails, newest first.</summary>
    Task<ResultPage<MailRow>> ListAsync(TenantId tenant, MailState? state, PageRequest page, CancellationToken cancellationToken);

    /// <summary>How many there are.</summary>
    Task<MailCounts> CountAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Has a parked mail tried again, and counts its tries anew. False: it is not parked, or too late to be of use.</summary>
    Task<bool> ReleaseAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>All waiting mails of a tenant are due now: the settings were changed.</summary>
    Task HurryAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>Deletes a mail that waits or is parked. False: there is none.</summary>
    Task<bool> DiscardAsync(TenantId tenant, Guid id, CancellationToken cancellationToken);

    /// <summary>Deletes mails and links that are over, and says how many; called by a sweep.</summary>
    Task<int> RemoveExpiredAsync(CancellationToken cancellationToken);
}
