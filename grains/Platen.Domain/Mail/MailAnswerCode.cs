namespace Platen.Domain.Mail;

/// <summary>What became of a try to send a mail.</summary>
public enum MailAnswerCode
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>The server has taken it.</summary>
    Sent = 1,

    /// <summary>Not now: the server is away, or asks to come again, or the settings do not fit it.</summary>
    Later = 2,

    /// <summary>Never: the server refuses this recipient or this message.</summary>
    Never = 3,

    /// <summary>No mail server is set.</summary>
    NoServer = 4,
}
