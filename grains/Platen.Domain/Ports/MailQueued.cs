using Platen.Domain.Mail;

namespace Platen.Domain.Ports;

/// <summary>A mail for the outbox. A full outbox does not take it, and counts it; the commit goes on.</summary>
public sealed record MailQueued(OutgoingMail Row) : RecordChange;
