using Platen.Domain.Mail;

namespace Platen.Gateway.Api.Mail;

/// <summary>A mail of the outbox.</summary>
/// <param name="Id">Its id, and its Message-ID.</param>
/// <param name="Purpose">Why it is sent.</param>
/// <param name="User">The user whom it is about; null: nobody recorded.</param>
/// <param name="State">waiting, sent or parked.</param>
/// <param name="Tries">Tries so far.</param>
/// <param name="Reason">The mail server's last answer, or what went wrong.</param>
/// <param name="At">When it was written.</param>
/// <param name="DueAt">When it is tried next.</param>
internal sealed record MailJson(Guid Id, string Purpose, string? User, string State, int Tries, string Reason, DateTimeOffset At, DateTimeOffset DueAt)
{
    public static MailJson Of(MailRow row) => new(row.Id, MailWords.Of(row.Purpose), row.User?.ToString(), MailWords.Of(row.State), row.Tries, row.Reason, row.At, row.DueAt);
}
