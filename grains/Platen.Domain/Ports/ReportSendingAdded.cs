using Platen.Domain.Contracts;

namespace Platen.Domain.Ports;

/// <summary>
/// A report that goes out by a <see cref="MailQueued"/> before it in the same commit. One that was sent to the recipient for the period already, or whose recipient was changed meanwhile, is a <see cref="CommitCode.Conflict"/>;
/// a mail that the outbox did not take undoes all of it.
/// </summary>
/// <param name="Row">The sending.</param>
/// <param name="RecipientVersion">The recipient's version, as the report was made for it.</param>
public sealed record ReportSendingAdded(ReportSending Row, long RecipientVersion) : RecordChange;
