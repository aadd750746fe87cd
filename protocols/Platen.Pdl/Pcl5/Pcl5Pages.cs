using System.Buffers;
using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pcl5;

/// <summary>The state a PCL 5 device would be in: page marked or blank, pages ejected, and whether text may have ejected more unseen.</summary>
/// <param name="wraps">True when long lines may go on in the next one; a device wraps only where the document asks for it, a text filter always.</param>
internal sealed class Pcl5Pages(bool wraps)
{
    private const int PagesMax = 10_000_000;

    // a letter page at 6 lines per inch; a text that feeds fewer lines cannot overflow
    private const int LinesMax = 60;

    // a line that is shorter cannot be broken into two
    private const int ColumnsMax = 72;
    private const int BinaryMax = 1_000_000_000;
    private static readonly SearchValues<byte> Blanks = SearchValues.Create("\0\t\b\r \u000e\u000f"u8);
    private int ejected;
    private bool isMarked;
    private int lines;
    private bool mayOverflow;
    private bool inMacro;
    private bool inGraphics;
    private int column;
    private bool hasPalette;
    private bool inPlanes;
    private bool wraps = wraps;

    public Sides Sides { get; private set; }

    public int? Copies { get; private set; }

    public MediaSize? Media { get; private set; }

    public PageColours Colours { get; } = new();

    /// <summary>True when text may have ejected pages unseen.</summary>
    public bool MayOverflow => mayOverflow;

    public PageCount Count => mayOverflow
        ? PageCount.Unknown("text of the document may run over the end of its pages, which depends on the device")
        : new PageCount(ejected, Evidence.Parsed, Confidence.Medium);

    public void Text(ReadOnlySpan<byte> text)
    {
        if (!inMacro && !isMarked)
        {
            isMarked = text.IndexOfAnyExcept(Blanks) >= 0;
        }

        if (wraps)
        {
            column += text.Length;
            mayOverflow |= column > ColumnsMax;
            column = text.Contains((byte)'\r') ? 0 : column;
        }
    }

    public void Control(byte control)
    {
        column = 0;
        if (control == (byte)'\f')
        {
            Eject(always: true);
        }
        else if (!inGraphics)
        {
            mayOverflow |= ++lines > LinesMax;
        }
    }

    /// <summary><c>ESC E</c> resets, and ejects a marked page.</summary>
    public void TwoCharacter(byte letter)
    {
        if (letter == (byte)'E')
        {
            inGraphics = inPlanes = hasPalette = false;
            Eject(always: false);
        }
    }

    /// <summary>Takes one parameter of a sequence; returns how many bytes of binary data follow it.</summary>
    public long Parameter(byte prefix, byte group, byte letter, double value)
    {
        switch (((char)prefix, (char)group, (char)letter))
        {
            case ('&', 'l', _):
                AcceptLayout(letter, value);
                return letter == (byte)'W' ? Data(value) : 0;
            case ('&', 'p', 'X'):
                isMarked |= !inMacro;
                return Data(value);
            case ('*', 'b', 'W' or 'V'):
                isMarked |= !inMacro;
                NotePicture();
                return Data(value);
            case ('*', 'c', 'P') or ('*', 'b', 'Y'):
                // a filled rectangle marks; skipped raster lines do not
                isMarked |= letter == (byte)'P' && !inMacro;
                return 0;
            case ('&', 'a', 'G'):
                Eject(always: false);
                return 0;
            case ('&', 's', 'C'):
                wraps = value == 0;
                return 0;
            case ('&', 'f', 'X'):
                AcceptMacro((int)value);
                return 0;
            case ('%', _, 'B'):
                inGraphics = true;
                return 0;
            case ('%', _, 'A'):
                inGraphics = false;
                return 0;
            case ('*', 'r', 'U'):
                // simple colour: 1 or -1 is one black plane, 3 RGB, -3 CMY, -4 KCMY
                inPlanes = value is not (0 or 1 or -1);
                return 0;
            case ('*', 'g', 'W'):
                // raster configuration: two bytes, and six for each colour
                inPlanes = value > 8;
                return Data(value);
            case ('*', 'v', 'W'):
                // a configured image has a palette or direct colours
                hasPalette = true;
                return Data(value);
            default:
                return letter == (byte)'W' ? Data(value) : 0;
        }
    }

    public void EndJob()
    {
        inMacro = false;
        Eject(always: false);
    }

    private void AcceptLayout(byte letter, double value)
    {
        switch ((char)letter)
        {
            case 'X' when value >= 1:
                Copies = (int)Math.Min(value, 100_000);
                break;
            case 'S':
                Eject(always: false);
                Sides = value switch
                {
                    0 => Sides.OneSided,
                    1 => Sides.TwoSidedLongEdge,
                    2 => Sides.TwoSidedShortEdge,
                    _ => Sides,
                };
                break;
            case 'A':
                Eject(always: false);
                Media ??= Pcl5Media.Find((int)value);
                break;
            case 'O' or 'P' or 'H':
                Eject(always: false);
                break;
            case 'D':
                // fewer lines an inch fill a page sooner
                mayOverflow |= value is > 0 and < 6;
                break;
            default:
                break;
        }
    }

    /// <summary>Macros are definitions (0 begins, 1 ends); calling one may mark or eject unseen.</summary>
    private void AcceptMacro(int control)
    {
        inMacro = control == 0 || (control != 1 && inMacro);
        isMarked |= control is 2 or 3;
    }

    private void Eject(bool always)
    {
        if (inMacro)
        {
            // a macro that ejects does so each time it is called
            mayOverflow |= always;
            return;
        }

        if (always || isMarked)
        {
            ejected = Math.Min(ejected + 1, PagesMax);
            Colours.EndPage();
        }

        isMarked = false;
        lines = 0;
    }

    /// <summary>A row of a picture in colour planes or with a palette may hold nothing but greys, for all that is known here.</summary>
    private void NotePicture()
    {
        if (inPlanes || hasPalette)
        {
            Colours.NotePossible();
        }
    }

    private static long Data(double value) => (long)Math.Clamp(Math.Abs(value), 0, BinaryMax);
}
