namespace Platen.Pdl.Pdf;

/// <summary>
/// Decodes object streams (ISO 32000-1, 7.5.7) and hands their objects to the model. Output is bounded by <see cref="PdlLimits.PdfDecodedBytes"/> and <see cref="PdlLimits.PdfObjectStreamRatio"/> over the whole job.
/// </summary>
internal sealed class PdfObjectStreamDecoder(PdfModel model, PdlLimits limits) : PdfStreamDecoder
{
    private const long DecodedFree = 4L * 1024 * 1024;
    private readonly PdfLexer lexer = new();
    private readonly PdfObject current = new(limits.PdfKids, limits.TextChars);
    private readonly List<(int Number, long Offset)> table = [];
    private int streams;
    private long plainStart;
    private long firstObject;
    private long objectCount;
    private long pendingNumber;
    private int next;

    /// <summary>Says which objects of the stream count; all of them where nothing else is set.</summary>
    public Func<int, bool> Accepts { get; init; } = static _ => true;

    protected override bool IsWithinBounds => Decoded <= limits.PdfDecodedBytes && Decoded <= DecodedFree + (Fed * limits.PdfObjectStreamRatio);

    /// <summary>Starts on the stream that the dictionary describes; false (and counted as unreadable) when it cannot be decoded.</summary>
    public bool Begin(PdfObject dictionary)
    {
        if (dictionary.HasOtherFilter || dictionary.Predictor > 1 || dictionary.First < 0
            || dictionary.ObjectsInStream < 0 || dictionary.ObjectsInStream > limits.PdfObjectsPerStream
            || streams++ >= limits.PdfObjectStreams || model.UnreadableStreams >= limits.PdfDamagedStreams
            || Decoded >= limits.PdfDecodedBytes)
        {
            model.UnreadableStreams++;
            return false;
        }

        table.Clear();
        lexer.Reset();
        next = 0;
        plainStart = 0;
        pendingNumber = -1;
        firstObject = dictionary.First;
        objectCount = dictionary.ObjectsInStream;
        Start(dictionary);
        return true;
    }

    /// <summary>Ends the stream: its last object is complete.</summary>
    public void End()
    {
        if (!IsActive)
        {
            return;
        }

        Finish();
        if (IsActive && (next < objectCount || lexer.IsInsideString))
        {
            GiveUp();
        }
        else if (IsActive && next > 0)
        {
            Define();
        }

        IsActive = false;
    }

    protected override void GiveUp()
    {
        model.UnreadableStreams++;
        base.GiveUp();
    }

    protected override int Scan(ReadOnlySpan<byte> block, bool final)
    {
        var position = 0;
        while (IsActive && lexer.TryRead(block, ref position, final, out var token))
        {
            if (table.Count < objectCount)
            {
                AcceptHeader(token);
            }
            else
            {
                AcceptBody(token);
            }
        }

        plainStart += position;
        return position;
    }

    private void Define()
    {
        if (Accepts(current.Number))
        {
            model.Define(current);
        }
    }

    private void AcceptHeader(in PdfToken token)
    {
        if (token.Kind != PdfTokenKind.Integer || token.Integer < 0)
        {
            GiveUp();
        }
        else if (pendingNumber < 0)
        {
            pendingNumber = token.Integer;
        }
        else
        {
            var offset = firstObject + token.Integer;
            if (pendingNumber > PdfReference.NumberMax || table.Count > 0 && offset < table[^1].Offset)
            {
                GiveUp();
                return;
            }

            table.Add(((int)pendingNumber, offset));
            pendingNumber = -1;
        }
    }

    private void AcceptBody(in PdfToken token)
    {
        var at = plainStart + token.Start;
        while (next < table.Count && at >= table[next].Offset)
        {
            if (next > 0)
            {
                Define();
            }

            current.Begin(table[next++].Number);
        }

        if (next > 0)
        {
            current.Accept(token);
        }
    }
}
