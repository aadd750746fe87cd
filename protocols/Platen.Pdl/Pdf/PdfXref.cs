namespace Platen.Pdl.Pdf;

/// <summary>The merged cross-reference of a document: the newest section that names an object wins (ISO 32000-1, 7.5.4 to 7.5.8).</summary>
internal sealed class PdfXref(int entriesMax)
{
    // a few revisions of every object
    private const int RowsPerEntryMax = 4;
    private readonly Dictionary<int, PdfXrefEntry> entries = [];
    private long rows;

    /// <summary>True when there were more entries than are kept, or more rows than are read.</summary>
    public bool Overflowed { get; private set; }

    public void Add(long number, PdfXrefEntry entry)
    {
        // rows that name nothing take time all the same
        Overflowed |= ++rows > (long)entriesMax * RowsPerEntryMax;
        if (number is <= 0 or > PdfReference.NumberMax)
        {
            return;
        }

        if (entries.Count >= entriesMax)
        {
            Overflowed = true;
            return;
        }

        entries.TryAdd((int)number, entry);
    }

    public bool TryFind(int number, out PdfXrefEntry entry) => entries.TryGetValue(number, out entry) && entry != default;
}
