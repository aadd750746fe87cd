using System.Collections.Immutable;
using System.Text.Json;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Mail;

/// <summary>A mail that goes into the outbox, in the transaction of what it is about.</summary>
public sealed record OutgoingMail
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id, and its Message-ID.</summary>
    public required Guid Id { get; init; }

    /// <summary>Why it is sent.</summary>
    public required MailPurpose Purpose { get; init; }

    /// <summary>The user whom it is about; null: nobody recorded.</summary>
    public UserId? User { get; init; }

    /// <summary>The sealed <see cref="MailContent"/>.</summary>
    public required ImmutableArray<byte> Content { get; init; }

    /// <summary>When it was written.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>After that it is of no use any more, and is parked instead of sent.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>Seals a mail's content under the master key: a stolen dump shows no link, no PIN and no address.</summary>
    public static ImmutableArray<byte> Seal(ReadOnlySpan<byte> master, TenantId tenant, Guid id, MailContent content) => SealedSecret.Seal(master, tenant, Context(id), JsonSerializer.Serialize(content));

    /// <summary>Opens it; null: it was sealed under another master key, or was changed.</summary>
    public static MailContent? Open(ReadOnlySpan<byte> master, TenantId tenant, Guid id, ReadOnlySpan<byte> box) =>
        SealedSecret.Open(master, tenant, Context(id), box) is { } json ? JsonSerializer.Deserialize<MailContent>(json) : null;

    private static string Context(Guid id) => $"outgoing-mail/{id:D}";
}
