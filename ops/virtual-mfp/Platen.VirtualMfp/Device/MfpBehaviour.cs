namespace Platen.VirtualMfp.Device;

/// <summary>How badly the device behaves toward those who send to it. Null means as well as it can.</summary>
internal sealed record MfpBehaviour
{
    internal static readonly MfpBehaviour Good = new();

    /// <summary>Octets taken per second and connection.</summary>
    public long? BytesPerSecond { get; init; }

    /// <summary>Octets of a document after which the connection is reset.</summary>
    public long? CutAfterBytes { get; init; }

    /// <summary>Octets of a document after which nothing more is taken, until this is changed.</summary>
    public long? StallAfterBytes { get; init; }

    /// <summary>Whether nobody can connect.</summary>
    public bool RefuseConnections { get; init; }

    /// <summary>Pages of a job after which the paper jams, in the middle of it.</summary>
    public int? JamAfterPages { get; init; }

    /// <summary>Takes PJL and reports nothing, as devices do whose back channel is switched off.</summary>
    public bool SilentBackChannel { get; init; }

    /// <summary>Octets of noise, without a form feed, that go out before each report: no PJL.</summary>
    public int? BackChannelNoiseBytes { get; init; }

    /// <summary>Speed of printing; null for at once.</summary>
    public double? PagesPerMinute { get; init; }

    /// <summary>Names the first setting that makes no sense and how to mend it, or null.</summary>
    internal string? FindFault() => this switch
    {
        { BytesPerSecond: <= 0 } => "bytesPerSecond must be 1 or more, or null",
        { CutAfterBytes: < 0 } => "cutAfterBytes must be 0 or more, or null",
        { StallAfterBytes: < 0 } => "stallAfterBytes must be 0 or more, or null",
        { JamAfterPages: < 0 } => "jamAfterPages must be 0 or more, or null",
        { BackChannelNoiseBytes: < 0 or > 1_000_000 } => "backChannelNoiseBytes must be 0 to 1000000, or null",
        { PagesPerMinute: not null and not (> 0 and <= 100_000) } => "pagesPerMinute must be above 0 and at most 100000, or null",
        _ => null,
    };
}
