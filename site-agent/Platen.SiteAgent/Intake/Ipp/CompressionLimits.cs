namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>How far a compressed document may grow.</summary>
/// <param name="RatioMax">Unpacked bytes for each packed one.</param>
internal readonly record struct CompressionLimits(int RatioMax)
{
    /// <summary>Below so many unpacked bytes the ratio does not count: an empty page packs very well.</summary>
    public const long FreeBytes = 16L * 1024 * 1024;

    /// <summary>Whether so much out of so little is no document any more.</summary>
    public bool IsBomb(long packed, long unpacked) => unpacked > FreeBytes && unpacked / RatioMax > packed;
}
