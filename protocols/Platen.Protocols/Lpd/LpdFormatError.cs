namespace Platen.Protocols.Lpd;

/// <summary>What is wrong with what an LPD client sent.</summary>
public enum LpdFormatError
{
    /// <summary>Not an error.</summary>
    Unspecified = 0,

    /// <summary>The code of a command or subcommand is unknown.</summary>
    UnknownCommand = 1,

    /// <summary>A line is longer than <see cref="LpdLimits.CommandBytesMax"/>.</summary>
    CommandTooLong = 2,

    /// <summary>A queue's name is missing, too long, or holds characters that are not taken.</summary>
    BadQueueName = 3,

    /// <summary>A file's name is missing, too long, or holds characters that are not taken.</summary>
    BadFileName = 4,

    /// <summary>A file's size is not a number.</summary>
    BadFileSize = 5,

    /// <summary>A file is larger than the limits allow.</summary>
    FileTooLong = 6,

    /// <summary>More files than <see cref="LpdLimits.FilesMax"/>.</summary>
    TooManyFiles = 7,

    /// <summary>More operands than <see cref="LpdLimits.OperandsMax"/>, or lines than <see cref="LpdLimits.ControlLinesMax"/>.</summary>
    TooManyItems = 8,

    /// <summary>The octet after a file is not zero: the announced size was wrong.</summary>
    BadFileEnd = 9,

    /// <summary>The client went away inside a file.</summary>
    Truncated = 10,
}
