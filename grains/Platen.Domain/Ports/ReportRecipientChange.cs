using Platen.Domain.Contracts;

namespace Platen.Domain.Ports;

/// <summary>A recipient of reports. An address that another one has is a <see cref="CommitCode.Conflict"/>.</summary>
/// <param name="Row">The recipient.</param>
/// <param name="Removed">It is deleted; what was sent to it stays listed, without its address.</param>
public sealed record ReportRecipientChange(ReportRecipient Row, bool Removed = false) : RecordChange;
