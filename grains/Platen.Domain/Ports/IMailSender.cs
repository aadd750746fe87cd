using Platen.Domain.Mail;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>Gives mails to the tenant's mail server, or to the server-wide one where the tenant has none.</summary>
public interface IMailSender
{
    /// <summary>Whether there is a mail server for the tenant.</summary>
    Task<bool> IsSetAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>The server-wide default as people may see it, such as <c>mail.example.com:465 (Tls)</c>; empty: there is none.</summary>
    string Default { get; }

    /// <summary>Tries once to send a mail. Whatever the server says or does is an answer, no fault.</summary>
    Task<MailAnswer> SendAsync(TenantId tenant, Guid id, DateTimeOffset at, MailContent content, CancellationToken cancellationToken);
}
