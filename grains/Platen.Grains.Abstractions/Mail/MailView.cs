using Platen.Domain.Mail;

namespace Platen.Grains.Abstractions.Mail;

/// <summary>Outgoing mail as it is set and as it stands.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.mail.mail-view")]
public sealed record MailView
{
    /// <summary>The tenant's own settings without the password; null: none.</summary>
    [Id(0)]
    public MailSettings? Settings { get; init; }

    /// <summary>Whether a password is stored.</summary>
    [Id(1)]
    public bool HasPassword { get; init; }

    /// <summary>The server-wide default, for people; empty: none.</summary>
    [Id(2)]
    public string Default { get; init; } = "";

    /// <summary>How the outbox stands.</summary>
    [Id(3)]
    public required MailCounts Counts { get; init; }
}
