namespace Platen.Pdl.PclXl;

/// <summary>The paper sizes of PCL XL's MediaSize enumeration that are in common use, in points.</summary>
internal static class PclXlMedia
{
    public static MediaSize? Find(long value) => value switch
    {
        0 => new MediaSize(612, 792, "Letter"),
        1 => new MediaSize(612, 1008, "Legal"),
        2 => new MediaSize(595, 842, "A4"),
        3 => new MediaSize(522, 756, "Executive"),
        4 => new MediaSize(792, 1224, "Ledger"),
        5 => new MediaSize(842, 1191, "A3"),
        16 => new MediaSize(420, 595, "A5"),
        17 => new MediaSize(297, 420, "A6"),
        _ => null,
    };
}
