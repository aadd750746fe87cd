using System.Collections.Immutable;

namespace Platen.Domain.Mail;

/// <summary>A mail as it is written for one person. In the outbox it lies sealed: it may hold a link that opens something, or a PIN.</summary>
/// <param name="To">The address.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The same as HTML.</param>
/// <param name="Language">Its language.</param>
public sealed record MailContent(string To, string Subject, string Text, string Html, string Language)
{
    /// <summary>Files that go along, <see cref="MailLimits.AttachmentsMax"/> at most.</summary>
    public ImmutableArray<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Without what is in it.</summary>
    public override string ToString() => nameof(MailContent);
}
