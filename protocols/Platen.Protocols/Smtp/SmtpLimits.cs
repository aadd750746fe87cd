namespace Platen.Protocols.Smtp;

/// <summary>What one session may ask for.</summary>
public sealed record SmtpLimits
{
    /// <summary>Sensible for devices and mail servers.</summary>
    public static SmtpLimits Default { get; } = new();

    /// <summary>Octets of a command line with its end: 512 (RFC 5321, section 4.5.3.1.4), and room for extensions.</summary>
    public int CommandOctetsMax { get; init; } = 2_048;

    /// <summary>Octets of a reply line with its end: 512 (section 4.5.3.1.5), and room for servers that tell more.</summary>
    public int ReplyOctetsMax { get; init; } = 2_048;

    /// <summary>Lines of one reply.</summary>
    public int ReplyLinesMax { get; init; } = 100;

    /// <summary>Octets of a mailbox: 64 before the at sign, 255 behind it (section 4.5.3.1).</summary>
    public int MailboxOctetsMax { get; init; } = 320;
}
