namespace Platen.Gateway.Api.Mail;

/// <summary>A test mail.</summary>
/// <param name="To">Whom it goes to.</param>
internal sealed record MailTestRequest(string? To);
