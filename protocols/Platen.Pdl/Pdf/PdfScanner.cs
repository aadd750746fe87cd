using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pdf;

/// <summary>
/// Reads a PDF front to back without its cross-reference table: every object is looked at as it passes, streams are skipped (or, where they hold objects, decoded),
/// and at the end the page tree of the last trailer is walked. ISO 32000-1, 7.5. Deliberate deviation: a stream whose <c>/Length</c> is an indirect object is
/// searched for <c>endstream</c>, because the length may not have passed yet.
/// </summary>
internal sealed class PdfScanner : IDocumentScanner
{
    private static ReadOnlySpan<byte> EndMark => "endstream"u8;

    // line ends behind the last mark are often lost or added on the way
    private const int TrailingBytesMax = 8;
    private readonly PdfLexer lexer = new();
    private readonly PdfObject current;
    private readonly PdfModel model;
    private readonly PdfObjectStreamDecoder decoder;
    private readonly PdfContentDecoder content;
    private bool hasContent;
    private readonly bool trustsLengths;
    private State state;
    private long bytes;
    private long streamLeft;
    private long lastInteger = -1;
    private long integerBefore = -1;

    /// <summary>A scanner that searches for the end of every stream, whatever its length says, when <paramref name="trustsLengths"/> is false.</summary>
    public PdfScanner(PdlLimits limits, bool trustsLengths = true)
    {
        this.trustsLengths = trustsLengths;
        current = new PdfObject(limits.PdfKids, limits.TextChars);
        model = new PdfModel(limits);
        decoder = new PdfObjectStreamDecoder(model, limits);
        content = new PdfContentDecoder(limits);
    }

    private enum State
    {
        Body = 0,
        Object,
        Trailer,
        StreamOfKnownLength,
        StreamOfUnknownLength,
        AfterStream,
    }

    public bool Ended { get; private set; }

    public long Consume(ReadOnlySpan<byte> block, bool final)
    {
        long at = 0;
        while (at < block.Length && !Ended)
        {
            var before = at;
            var stateBefore = state;
            at = state switch
            {
                State.StreamOfKnownLength => PassStream(block, (int)at),
                State.StreamOfUnknownLength => FindStreamEnd(block, (int)at, final),
                _ => ReadTokens(block, (int)at, final),
            };
            if (at == before && state == stateBefore)
            {
                break;
            }
        }

        bytes += at;
        return at;
    }

    public DocumentFacts Finish(bool truncated)
    {
        var isComplete = !truncated && state == State.Body && lexer.EndMarks > 0 && bytes >= model.LinearizedLength - TrailingBytesMax;
        model.IsDamaged |= !isComplete || lexer.Headers > 1;
        var catalog = model.Root.Number;
        var pagesRoot = model.Tree.PagesOf(catalog);
        var rootFromTrailer = !pagesRoot.IsNone;
        pagesRoot = rootFromTrailer ? pagesRoot : model.Tree.PagesOf(model.Tree.LastCatalog);
        var colours = new PageColours();
        var walk = model.Tree.Walk(pagesRoot.Number, page => model.Colours.Visit(page, model.Tree, colours));
        var pages = PdfVerdict.Decide(model, walk, rootFromTrailer);
        // of encrypted contents nothing is known, of a tree with holes not enough
        var knowsColours = pages is { IsTrusted: true, Evidence: Evidence.Parsed } && !model.IsEncrypted && !model.Colours.Overflowed;
        return new DocumentFacts
        {
            Format = PdlFormat.Pdf,
            Pages = pages,
            Colour = knowsColours ? colours.Mode : default,
            ColourPages = knowsColours ? colours.Pages : default,
            Sides = model.Sides == Sides.Unknown ? default : Finding<Sides>.Declared(model.Sides),
            Copies = model.Copies is { } copies ? Finding<int>.Declared(copies) : default,
            Media = walk.FirstMedia is { } media ? Finding<MediaSize>.Parsed(media) : default,
            Title = model.Info?.Title,
            Creator = model.Info?.Creator,
            UserClaim = model.Info?.Author,
            IsComplete = isComplete,
            Warning = model.IsDamaged ? "the PDF's structure is damaged or cut off" : null,
        };
    }

    public void Dispose()
    {
        decoder.Dispose();
        content.Dispose();
    }

    private int ReadTokens(ReadOnlySpan<byte> block, int position, bool final)
    {
        while (lexer.TryRead(block, ref position, final, out var token))
        {
            if (token.Kind == PdfTokenKind.Keyword && !final && MustSeeMore(block, token))
            {
                return token.Start;
            }

            var accepted = state switch
            {
                State.Object => AcceptInObject(block, ref position, token),
                State.Trailer => AcceptInTrailer(token),
                State.AfterStream => AcceptAfterStream(ref position, token),
                _ => AcceptInBody(block, ref position, token),
            };
            if (!accepted)
            {
                break;
            }
        }

        return position;
    }

    /// <summary>What follows <c>stream</c> and an escape decides how they are read: they are left for the next block when it is not there yet.</summary>
    private static bool MustSeeMore(ReadOnlySpan<byte> block, in PdfToken token) =>
        token.Text[0] is (byte)'s' or Ascii.Escape && block.Length - token.Start < Ascii.Uel.Length + 2;

    private bool AcceptInBody(ReadOnlySpan<byte> block, ref int position, in PdfToken token)
    {
        if (token.Kind == PdfTokenKind.Keyword)
        {
            if (block[token.Start..].StartsWith(Ascii.Uel))
            {
                Ended = true;
                position = token.Start;
                return false;
            }

            AcceptStart(token);
        }

        NoteInteger(token);
        return true;
    }

    private bool AcceptStart(in PdfToken token)
    {
        if (token.IsKeyword("obj"u8))
        {
            current.Begin(PdfReference.From(integerBefore, Math.Max(0, lastInteger)).Number);
            state = State.Object;
            return true;
        }

        if (token.IsKeyword("trailer"u8))
        {
            current.Begin(0);
            state = State.Trailer;
            return true;
        }

        return false;
    }

    private bool AcceptInObject(ReadOnlySpan<byte> block, ref int position, in PdfToken token)
    {
        if (token.Kind == PdfTokenKind.Keyword)
        {
            if (token.IsKeyword("stream"u8))
            {
                position = StreamStart(block, position);
                BeginStream();
                return false;
            }

            if (token.Text.StartsWith("endobj"u8))
            {
                EndObject();
                return true;
            }

            // endobj is missing: the object before is complete all the same
            if (token.IsKeyword("obj"u8) || token.IsKeyword("trailer"u8))
            {
                model.Define(current, hasContent ? content : null);
                hasContent = false;
                return AcceptStart(token);
            }
        }

        NoteInteger(token);
        current.Accept(token);
        return true;
    }

    private bool AcceptInTrailer(in PdfToken token)
    {
        if (token.IsKeyword("startxref"u8))
        {
            state = State.Body;
            return true;
        }

        current.Accept(token);
        if (current.IsClosed)
        {
            model.AddTrailer(current);
            state = State.Body;
        }

        return true;
    }

    private bool AcceptAfterStream(ref int position, in PdfToken token)
    {
        if (token.Kind == PdfTokenKind.Keyword && token.Text.StartsWith(EndMark))
        {
            state = State.Object;
            if (token.Text.EndsWith("endobj"u8))
            {
                EndObject();
            }

            return true;
        }

        // the declared length was wrong: what has been passed over may have held objects
        model.IsDamaged = true;
        state = State.StreamOfUnknownLength;
        position = token.Start;
        return false;
    }

    private void EndObject()
    {
        model.Define(current, hasContent ? content : null);
        hasContent = false;
        current.Begin(0);
        state = State.Body;
        lastInteger = integerBefore = -1;
    }

    private void NoteInteger(in PdfToken token)
    {
        integerBefore = lastInteger;
        lastInteger = token.Integer;
    }

    private static int StreamStart(ReadOnlySpan<byte> block, int position)
    {
        if (position < block.Length && block[position] == (byte)'\r')
        {
            position++;
        }

        return position < block.Length && block[position] == (byte)'\n' ? position + 1 : position;
    }

    private void BeginStream()
    {
        if (current.Kind == PdfObjectKind.ObjectStream)
        {
            decoder.Begin(current);
        }
        else if (current.MayBeContent && !model.IsEncrypted)
        {
            content.Begin(current);
            hasContent = true;
        }

        state = trustsLengths && current.Length is >= 0 ? State.StreamOfKnownLength : State.StreamOfUnknownLength;
        streamLeft = current.Length ?? 0;
    }

    private long PassStream(ReadOnlySpan<byte> block, int at)
    {
        if (decoder.IsActive || content.IsActive)
        {
            var taken = (int)Math.Min(streamLeft, block.Length - at);
            Feed(block.Slice(at, taken));
            streamLeft -= taken;
            if (streamLeft > 0)
            {
                return at + taken;
            }

            EndStream();
            state = State.AfterStream;
            return at + taken;
        }

        state = State.AfterStream;
        return at + streamLeft;
    }

    private int FindStreamEnd(ReadOnlySpan<byte> block, int at, bool final)
    {
        var found = block[at..].IndexOf(EndMark);
        if (found >= 0)
        {
            Feed(block.Slice(at, found));
            EndStream();
            state = State.AfterStream;
            return at + found;
        }

        var keep = final ? 0 : EndMark.Length - 1;
        var taken = Math.Max(0, block.Length - at - keep);
        Feed(block.Slice(at, taken));
        return at + taken;
    }

    /// <summary>Gives bytes of a stream to what reads it, if anything does.</summary>
    private void Feed(ReadOnlySpan<byte> data)
    {
        if (content.IsActive)
        {
            content.Feed(data);
        }
        else
        {
            decoder.Feed(data);
        }
    }

    private void EndStream()
    {
        content.End();
        decoder.End();
    }
}
