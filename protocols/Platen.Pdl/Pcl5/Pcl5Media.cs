namespace Platen.Pdl.Pcl5;

/// <summary>The values of <c>ESC &amp; l # A</c> (page size) in common use, in points.</summary>
internal static class Pcl5Media
{
    public static MediaSize? Find(int value) => value switch
    {
        1 => new MediaSize(522, 756, "Executive"),
        2 => new MediaSize(612, 792, "Letter"),
        3 => new MediaSize(612, 1008, "Legal"),
        6 => new MediaSize(792, 1224, "Ledger"),
        24 => new MediaSize(297, 420, "A6"),
        25 => new MediaSize(420, 595, "A5"),
        26 => new MediaSize(595, 842, "A4"),
        27 => new MediaSize(842, 1191, "A3"),
        _ => null,
    };
}
