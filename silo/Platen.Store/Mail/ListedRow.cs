using Platen.Domain.Mail;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Store.Mail;

/// <summary>A mail of the list as Dapper reads it.</summary>
internal sealed class ListedRow
{
    public string Tenant { get; init; } = "";

    public Guid Id { get; init; }

    public short Purpose { get; init; }

    public Guid? UserId { get; init; }

    public short State { get; init; }

    public int Tries { get; init; }

    public string Reason { get; init; } = "";

    public DateTime At { get; init; }

    public DateTime DueAt { get; init; }

    public MailRow ToRow() => new()
    {
        Tenant = TenantId.Parse(Tenant),
        Id = Id,
        Purpose = (MailPurpose)Purpose,
        User = UserId is { } user ? Domain.Users.UserId.Parse(user.ToString("D")) : null,
        State = (MailState)State,
        Tries = Tries,
        Reason = Reason,
        At = new DateTimeOffset(At, TimeSpan.Zero),
        DueAt = new DateTimeOffset(DueAt, TimeSpan.Zero),
    };
}
