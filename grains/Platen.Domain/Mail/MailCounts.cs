namespace Platen.Domain.Mail;

/// <summary>How the outbox stands.</summary>
/// <param name="Waiting">Mails that wait.</param>
/// <param name="Parked">Mails that are not tried any more.</param>
/// <param name="Sent">Mails sent and not yet swept.</param>
/// <param name="Lost">Mails that were never taken in, because the outbox was full.</param>
public sealed record MailCounts(int Waiting, int Parked, int Sent, long Lost);
