using Platen.Domain.Mail;
using Platen.Domain.Tenants;

namespace Platen.Store.Mail;

/// <summary>A leased mail as Dapper reads it.</summary>
internal sealed class LeasedRow
{
    public string Tenant { get; init; } = "";

    public Guid Id { get; init; }

    public short Purpose { get; init; }

    public byte[] Content { get; init; } = [];

    public int Tries { get; init; }

    public DateTime At { get; init; }

    public DateTime EndsAt { get; init; }

    public Guid Lease { get; init; }

    public LeasedMail ToMail() => new(TenantId.Parse(Tenant), Id, (MailPurpose)Purpose, [.. Content], Tries, new DateTimeOffset(At, TimeSpan.Zero), new DateTimeOffset(EndsAt, TimeSpan.Zero), Lease);
}
