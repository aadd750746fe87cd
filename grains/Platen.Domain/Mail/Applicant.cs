namespace Platen.Domain.Mail;

/// <summary>Who registers, as far as it is known before the address is proven.</summary>
/// <param name="Name">The name for people.</param>
/// <param name="Email">The address.</param>
/// <param name="Language">The language of the mails.</param>
public sealed record Applicant(string Name, string Email, string Language);
