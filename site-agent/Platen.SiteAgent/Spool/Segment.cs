using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// A file that many small documents share. Its first page is its header; documents follow, each on pages of its own. Its counts are guarded by
/// <see cref="SegmentStore"/>; its file is for everybody.
/// </summary>
internal sealed class Segment(uint id, IDiskFile file, string path)
{
    /// <summary>Documents begin at multiples of this, so that writing one never touches a page of another.</summary>
    public const int Alignment = 4096;

    public uint Id => id;

    public IDiskFile File => file;

    public string Path => path;

    /// <summary>Where the next document goes.</summary>
    public long Tail { get; set; } = Alignment;

    /// <summary>Documents in it that are held or being written.</summary>
    public int LiveCount { get; set; }

    public long LiveBytes { get; set; }

    /// <summary>Readers that have it open: it is not reused under them.</summary>
    public int Pins { get; set; }

    /// <summary>Nothing more is appended; when the last document goes it is reused.</summary>
    public bool IsClosed { get; set; }

    public bool IsUnused => IsClosed && LiveCount == 0 && Pins == 0;

    public static long Align(long bytes) => (bytes + Alignment - 1) / Alignment * Alignment;
}
