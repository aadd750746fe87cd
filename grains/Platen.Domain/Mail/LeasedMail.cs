using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.Mail;

/// <summary>A mail that one server has taken to send it. The lease ends by itself, so that a server that dies takes no mail with it.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Purpose">Why it is sent.</param>
/// <param name="Content">The sealed <see cref="MailContent"/>.</param>
/// <param name="Tries">Tries, this one too.</param>
/// <param name="At">When it was written.</param>
/// <param name="EndsAt">After that it is of no use.</param>
/// <param name="Lease">Shown when it is reported: who lost the lease reports nothing.</param>
public sealed record LeasedMail(TenantId Tenant, Guid Id, MailPurpose Purpose, ImmutableArray<byte> Content, int Tries, DateTimeOffset At, DateTimeOffset EndsAt, Guid Lease)
{
    /// <summary>Without what is in it.</summary>
    public override string ToString() => $"{nameof(LeasedMail)} {Id}";
}
