using Platen.Pdl.Inspection;

namespace Platen.Pdl.PclXl;

/// <summary>The attributes of PCL XL operators that say how the job is to be printed, and in which colours.</summary>
internal sealed class PclXlSettings
{
    private const int ColorSpace = 3;
    private const int RgbColor = 11;
    private const int PrimaryArray = 14;
    private const int MediaSizeId = 37;
    private const int PageCopies = 49;
    private const int SimplexPageMode = 52;
    private const int DuplexPageMode = 53;
    private bool isColourSpace;

    /// <summary>The attributes that are looked at.</summary>
    public static IReadOnlyList<byte> Attributes { get; } = [ColorSpace, RgbColor, PrimaryArray, MediaSizeId, PageCopies, SimplexPageMode, DuplexPageMode];

    public PageColours Colours { get; } = new();

    public Sides Sides { get; private set; }

    public int? Copies { get; private set; }

    public MediaSize? Media { get; private set; }

    /// <summary>Takes an attribute with its value, -1 for an array; <paramref name="isGrey"/> tells whether the elements of the array are all the same.</summary>
    public void Accept(byte id, long value, bool isGrey)
    {
        switch (id)
        {
            case ColorSpace:
                // eGray 1, eRGB 2, eSRGB 6
                isColourSpace |= value is 2 or 6;
                break;
            case RgbColor or PrimaryArray when value < 0 && !isGrey:
                Colours.NoteColour();
                break;
            case MediaSizeId:
                Media ??= PclXlMedia.Find(value);
                break;
            case PageCopies:
                // 1 is what every writer puts there; it does not speak against the wrapper's wish
                Copies = value is > 1 and < 100_000 ? (int)Math.Max(value, Copies ?? 1) : Copies;
                break;
            case SimplexPageMode:
                Sides = Sides == Sides.Unknown ? Sides.OneSided : Sides;
                break;
            case DuplexPageMode:
                // eDuplexHorizontalBinding 0, eDuplexVerticalBinding 1
                Sides = value == 0 ? Sides.TwoSidedShortEdge : Sides.TwoSidedLongEdge;
                break;
            default:
                break;
        }
    }

    /// <summary>The graphics state, and with it the colour space, is new on each page.</summary>
    public void BeginPage() => isColourSpace = false;

    /// <summary>A picture or pattern: in a colour space it may hold nothing but greys, for all that is known here.</summary>
    public void BeginPicture()
    {
        if (isColourSpace)
        {
            Colours.NotePossible();
        }
    }
}
