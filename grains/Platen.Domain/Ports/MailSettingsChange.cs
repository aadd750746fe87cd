using Platen.Domain.Mail;

namespace Platen.Domain.Ports;

/// <summary>A tenant's mail settings.</summary>
public sealed record MailSettingsChange(MailSettings Row) : RecordChange;
