namespace Platen.Domain.Mail;

/// <summary>What became of a mail. Stored by number.</summary>
public enum MailState
{
    /// <summary>It waits, for its first try or the next one.</summary>
    Waiting = 0,

    /// <summary>The mail server has taken it.</summary>
    Sent = 1,

    /// <summary>It is not tried any more; the reason says why. Somebody may have it tried again.</summary>
    Parked = 2,
}
