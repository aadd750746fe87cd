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
    private PdfCipher? cipher;
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

    /// <summary>Makes the key of an encrypted document from its encryption dictionary; without one its object streams stay unreadable.</summary>
    public void Unlock(PdfReference encrypt, ReadOnlySpan<byte> documentId)
    {
        var dictionary = new PdfEncryptDictionary();
        if (xref.TryFind(encrypt.Number, out var entry) && entry.Container == 0 && TryReach(encrypt.Number, entry.Offset))
        {
            while (window.TryRead(out var token) && token.Kind != PdfTokenKind.Keyword || IsValue(token))
            {
                dictionary.Accept(token);
            }

            cipher = PdfEncryption.Open(dictionary, documentId);
        }
    }

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

    private static bool IsValue(in PdfToken token) => token.IsKeyword("true"u8) || token.IsKeyword("false"u8) || token.IsKeyword("R"u8) || token.IsKeyword("null"u8);

    /// <summary>Moves behind <c>obj</c> of the object at an offset.</summary>
    private bool TryReach(int number, long offset)
    {
        if (window.TrySeek(origin + offset) && window.TryRead(out var token) && token.Integer == number
            && window.TryRead(out token) && token.Integer >= 0 && window.TryRead(out token) && token.IsKeyword("obj"u8))
        {
            return true;
        }

        SawMisplaced = true;
        return false;
    }

    /// <summary>Reads the object at an offset up to its end or its stream.</summary>
    private bool TryOpen(int number, long offset)
    {
        if (!TryReach(number, offset))
        {
            return false;
        }

        current.Begin(number);
        while (window.TryRead(out var token) && !token.IsKeyword("endobj"u8) && !token.IsKeyword("stream"u8))
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

        if (model.IsEncrypted && cipher is null)
        {
            model.UnreadableStreams++;
            return;
        }

        if (!decoder.Begin(current))
        {
            return;
        }

        using var plain = cipher?.Begin(number, generation: 0);
        var buffer = plain is null ? [] : new byte[PdfWindow.WindowBytes + PdfStreamCipher.BlockBytes];

        container = number;
        window.SkipStreamLineEnd();
        for (var left = current.Length.Value; left > 0 && decoder.IsActive;)
        {
            var bytes = window.ReadBytes(left);
            if (bytes.IsEmpty)
            {
                break;
            }

            decoder.Feed(plain is null ? bytes : buffer.AsSpan(0, plain.Apply(bytes, buffer)));
            left -= bytes.Length;
        }

        decoder.End();
    }
}
