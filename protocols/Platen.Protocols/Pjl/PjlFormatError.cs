namespace Platen.Protocols.Pjl;

/// <summary>What is wrong with PJL that came from outside. Commands that are not understood are no error.</summary>
public enum PjlFormatError
{
    /// <summary>Not an error.</summary>
    Unspecified = 0,

    /// <summary>More octets than <see cref="PjlLimits.HeaderBytesMax"/>.</summary>
    HeaderTooLong = 1,

    /// <summary>A line of more octets than <see cref="PjlLimits.LineBytesMax"/>.</summary>
    LineTooLong = 2,

    /// <summary>More commands than <see cref="PjlLimits.CommandsMax"/>.</summary>
    TooManyCommands = 3,

    /// <summary>A reply of more octets than <see cref="PjlLimits.ReplyBytesMax"/>.</summary>
    ReplyTooLong = 4,
}
