namespace Platen.Gateway.Api.Mail;

/// <summary>What became of a test mail.</summary>
/// <param name="Sent">Whether the mail server took it.</param>
/// <param name="Answer">The mail server's own words, or what went wrong.</param>
internal sealed record MailTestJson(bool Sent, string Answer);
