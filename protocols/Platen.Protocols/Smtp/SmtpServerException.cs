namespace Platen.Protocols.Smtp;

/// <summary>The mail server cannot be used, or refused something; the message says why.</summary>
public sealed class SmtpServerException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>What it answered; null: nothing that could be read.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>It refused this message for good (5xx to its sender, its recipient or its text): the same would be refused again.</summary>
    public bool IsFinal { get; init; }
}
