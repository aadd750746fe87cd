using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Mail;

/// <summary>A mail of the outbox as it is listed: without what is in it.</summary>
public sealed record MailRow
{
    /// <summary>Whose it is.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Why it is sent.</summary>
    public required MailPurpose Purpose { get; init; }

    /// <summary>The user whom it is about; null: nobody recorded.</summary>
    public UserId? User { get; init; }

    /// <summary>What became of it.</summary>
    public required MailState State { get; init; }

    /// <summary>Tries so far.</summary>
    public required int Tries { get; init; }

    /// <summary>The mail server's last answer, or what went wrong.</summary>
    public string Reason { get; init; } = "";

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>When it is tried next.</summary>
    public required DateTimeOffset DueAt { get; init; }
}
