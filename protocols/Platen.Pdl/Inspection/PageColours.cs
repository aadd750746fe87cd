namespace Platen.Pdl.Inspection;

/// <summary>
/// Counts which pages of a document have colour. Three things are known of a page: colour was seen, colour is possible (a picture in a colour space that was not looked into), or neither.
/// </summary>
internal sealed class PageColours
{
    private int pages;
    private int colour;
    private int possible;
    private bool sawColour;
    private bool sawPossible;

    /// <summary>Of the page being read: something that is not grey is on it.</summary>
    public bool HasColour => sawColour;

    /// <summary>Colour or not, over all pages: proven where it was seen or is impossible, declared where it is only possible.</summary>
    public Finding<ColourMode> Mode => colour > 0 ? Finding<ColourMode>.Parsed(ColourMode.Colour)
        : possible > 0 ? new Finding<ColourMode>(ColourMode.Colour, Evidence.Declared, Confidence.Low)
        : pages > 0 ? Finding<ColourMode>.Parsed(ColourMode.Monochrome) : default;

    /// <summary>The number of pages in colour; the possible ones count, and then it is a declaration.</summary>
    public Finding<int> Pages => pages == 0 ? default
        : possible == 0 ? Finding<int>.Parsed(colour) : new Finding<int>(colour + possible, Evidence.Declared, Confidence.Low);

    public void NoteColour() => sawColour = true;

    public void NotePossible() => sawPossible = true;

    /// <summary>Ends the page being read.</summary>
    public void EndPage()
    {
        pages++;
        colour += sawColour ? 1 : 0;
        possible += !sawColour && sawPossible ? 1 : 0;
        sawColour = sawPossible = false;
    }
}
