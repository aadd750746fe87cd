namespace Platen.Protocols.Lpd;

/// <summary>Bounds on what an LPD client sends.</summary>
public sealed record LpdLimits
{
    /// <summary>The bounds as they are unless configured.</summary>
    public static readonly LpdLimits Default = new();

    /// <summary>Octets of a command or subcommand, its line feed included.</summary>
    public int CommandBytesMax { get; init; } = 1_024;

    /// <summary>Octets of a queue's name.</summary>
    public int QueueNameBytesMax { get; init; } = 127;

    /// <summary>Octets of a file's name.</summary>
    public int FileNameBytesMax { get; init; } = 255;

    /// <summary>User names and job numbers of one command.</summary>
    public int OperandsMax { get; init; } = 64;

    /// <summary>Octets of a control file.</summary>
    public int ControlFileBytesMax { get; init; } = 64 * 1_024;

    /// <summary>Lines of a control file.</summary>
    public int ControlLinesMax { get; init; } = 1_000;

    /// <summary>Octets of a data file, announced or received.</summary>
    public long DataFileBytesMax { get; init; } = 16L * 1_024 * 1_024 * 1_024;

    /// <summary>Files on one connection.</summary>
    public int FilesMax { get; init; } = 200;
}
