namespace Platen.Pdl.PclXl;

/// <summary>The attributes of PCL XL operators that say how the job is to be printed.</summary>
internal sealed class PclXlSettings
{
    private const int ColorSpace = 3;
    private const int MediaSizeId = 37;
    private const int PageCopies = 49;
    private const int SimplexPageMode = 52;
    private const int DuplexPageMode = 53;
    private bool anyColour;
    private bool anyGrey;

    public Sides Sides { get; private set; }

    public int? Copies { get; private set; }

    public MediaSize? Media { get; private set; }

    /// <summary>Grey spaces alone prove a monochrome job; a colour space may still hold nothing but greys.</summary>
    public Finding<ColourMode> Colour => anyColour ? new Finding<ColourMode>(ColourMode.Colour, Evidence.Declared, Confidence.Low)
        : anyGrey ? Finding<ColourMode>.Parsed(ColourMode.Monochrome) : default;

    public void Accept(long id, long value)
    {
        switch (id)
        {
            case ColorSpace:
                // eGray 1, eRGB 2, eSRGB 6
                anyGrey |= value == 1;
                anyColour |= value is 2 or 6;
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
}
