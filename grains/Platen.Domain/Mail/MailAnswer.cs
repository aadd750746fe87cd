namespace Platen.Domain.Mail;

/// <summary>What a mail server made of a mail.</summary>
/// <param name="Code">What became of it.</param>
/// <param name="Text">The server's own words, or what went wrong; one line.</param>
public sealed record MailAnswer(MailAnswerCode Code, string Text);
