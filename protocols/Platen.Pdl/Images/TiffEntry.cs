namespace Platen.Pdl.Images;

/// <summary>The fields of a directory that are read, and their values (TIFF 6.0, section 8).</summary>
internal static class TiffEntry
{
    /// <summary>Bytes of an entry: tag, type, count, value.</summary>
    public const int Bytes = 12;

    /// <summary>The type of a value of 32 bits; those of 16 stand in the first half of the field.</summary>
    public const int Long = 4;

    public const int NewSubfileType = 254;
    public const int PhotometricInterpretation = 262;

    /// <summary>Flag of NewSubfileType: a smaller version of another image of the file.</summary>
    public const uint ReducedResolution = 1;

    /// <summary>Flag of NewSubfileType: a transparency mask of another image of the file.</summary>
    public const uint Mask = 4;

    /// <summary>The largest photometric interpretation of grey: 0 is white is zero, 1 black is zero.</summary>
    public const uint BlackIsZero = 1;
}
