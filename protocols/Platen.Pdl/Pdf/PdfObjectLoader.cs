namespace Platen.Pdl.Pdf;

/// <summary>Brings objects into a model by number: from their offset, or from the object stream that holds them, each of which is decoded once.</summary>
internal sealed class PdfObjectLoader : IDisposable
{
    private readonly PdfWindow window;
    private readonly long origin;
    private readonly PdfXref xref;
    private readonly PdfModel model;
    private readonly PdfObject current;
    private readonly PdfObjectStreamDecoder decoder;
    private readonly HashSet<int> containers = [];
    private int container;

    public PdfObjectLoader(PdfWindow window, long origin, PdfXref xref, PdfModel model, PdlLimits limits)
    {
        this.window = window;
        this.origin = origin;
        this.xref = xref;
        this.model = model;
        current = new PdfObject(limits.PdfKids, limits.TextChars);
        decoder = new PdfObjectStreamDecoder(model, limits) { Accepts = IsOfContainer };
    }

    /// <summary>True when an object was not where the cross-reference says.</summary>
    public bool SawMisplaced { get; private set; }

    /// <summary>Defines the object in the model, if it exists; a free or missing object is the null object (ISO 32000-1, 7.3.10).</summary>
    public void Load(int number)
    {
        if (!xref.TryFind(number, out var entry))
        {
            return;
        }

        if (entry.Container == 0)
        {
            if (TryOpen(number, entry.Offset))
            {
                model.Define(current);
            }

            return;
        }

        if (containers.Add(entry.Container) && xref.TryFind(entry.Container, out var home) && home.Container == 0 && TryOpen(entry.Container, home.Offset))
        {
            Decode(entry.Container);
        }
    }

    public void Dispose() => decoder.Dispose();

    private bool IsOfContainer(int number) => xref.TryFind(number, out var entry) && entry.Container == container;

    /// <summary>Reads the object at an offset up to its end or its stream.</summary>
    private bool TryOpen(int number, long offset)
    {
        if (!window.TrySeek(origin + offset) || !window.TryRead(out var token) || token.Integer != number
            || !window.TryRead(out token) || token.Integer < 0 || !window.TryRead(out token) || !token.IsKeyword("obj"u8))
        {
            SawMisplaced = true;
            return false;
        }

        current.Begin(number);
        while (window.TryRead(out token) && !token.IsKeyword("endobj"u8) && !token.IsKeyword("stream"u8))
        {
            current.Accept(token);
            if (token.IsKeyword("obj"u8))
            {
                break;
            }
        }

        return true;
    }

    private void Decode(int number)
    {
        // an indirect length is left to the search through the whole document
        if (current.Kind != PdfObjectKind.ObjectStream || current.Length is not >= 0)
        {
            SawMisplaced = true;
            return;
        }

        if (!decoder.Begin(current))
        {
            return;
        }

        container = number;
        window.SkipStreamLineEnd();
        for (var left = current.Length.Value; left > 0 && decoder.IsActive;)
        {
            var bytes = window.ReadBytes(left);
            if (bytes.IsEmpty)
            {
                break;
            }

            decoder.Feed(bytes);
            left -= bytes.Length;
        }

        decoder.End();
    }
}
