using Platen.Domain.Mail;

namespace Platen.Domain.Ports;

/// <summary>A link that was mailed: made (expected version 0), or used up with all others of its kind and address (1). Of any number of commits that use it up, one is written.</summary>
public sealed record MailLinkChange(MailLink Row) : RecordChange;
