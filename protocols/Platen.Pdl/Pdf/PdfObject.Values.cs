namespace Platen.Pdl.Pdf;

/// <content>What the values of the known keys mean.</content>
internal sealed partial class PdfObject
{
    private const int IdBytesMax = 128;

    private void AcceptNameValue(ReadOnlySpan<byte> name)
    {
        if (key == PdfKey.Filter)
        {
            AcceptFilter(name);
        }
        else if (key == PdfKey.Subtype)
        {
            IsImage = name.SequenceEqual("Image"u8);
            IsForm = name.SequenceEqual("Form"u8);
        }
        else if (key == PdfKey.Type)
        {
            typeGiven = true;
            Span<byte> buffer = stackalloc byte[32];
            var plain = PdfKeys.Plain(name, buffer);
            Kind = plain.SequenceEqual("Page"u8) ? PdfObjectKind.Page
                : plain.SequenceEqual("Pages"u8) ? PdfObjectKind.Pages
                : plain.SequenceEqual("Catalog"u8) ? PdfObjectKind.Catalog
                : plain.SequenceEqual("ObjStm"u8) ? PdfObjectKind.ObjectStream
                : plain.SequenceEqual("XRef"u8) ? PdfObjectKind.XrefStream
                : PdfObjectKind.Other;
        }
    }

    private void AcceptFilter(ReadOnlySpan<byte> name)
    {
        if ((name.SequenceEqual("FlateDecode"u8) || name.SequenceEqual("Fl"u8)) && !IsFlate)
        {
            IsFlate = true;
        }
        else
        {
            HasOtherFilter = true;
        }
    }

    private void AcceptInnerName(ReadOnlySpan<byte> name)
    {
        if (innerKey == PdfKey.Duplex)
        {
            Sides = name.SequenceEqual("Simplex"u8) ? Sides.OneSided
                : name.SequenceEqual("DuplexFlipShortEdge"u8) ? Sides.TwoSidedShortEdge
                : name.SequenceEqual("DuplexFlipLongEdge"u8) ? Sides.TwoSidedLongEdge
                : Sides.Unknown;
            innerKey = PdfKey.Other;
        }
        else
        {
            innerKey = PdfKeys.Find(name);
        }
    }

    private void AcceptNumber(in PdfToken token)
    {
        integerBefore = lastInteger;
        lastInteger = token.Integer;
        if (depth == 1)
        {
            wantsKey = true;
            AcceptNumberValue(token.Integer);
        }
        else if (key == PdfKey.MediaBox && depth == 2)
        {
            if (boxItems < 4)
            {
                box[boxItems++] = token.Number;
            }
        }
        else if (key == PdfKey.W && depth == 2 && widthItems < 3)
        {
            widths[widthItems++] = (int)Math.Clamp(token.Integer, 0, 9);
        }
        else if (key == PdfKey.Index && depth == 2 && index.Count < 8192)
        {
            index.Add(token.Integer);
        }
        else
        {
            AcceptInnerNumber(token.Integer);
        }
    }

    private void AcceptNumberValue(long value)
    {
        switch (key)
        {
            case PdfKey.Count:
                Count ??= value;
                break;
            case PdfKey.Length:
                Length ??= value;
                break;
            case PdfKey.N:
                ObjectsInStream = value;
                break;
            case PdfKey.First:
                First = value;
                break;
            case PdfKey.Prev:
                Prev = value;
                break;
            case PdfKey.XRefStm:
                XrefStream = value;
                break;
            case PdfKey.Size:
                Size = value;
                break;
            case PdfKey.L:
                FileLength = value;
                break;
            default:
                break;
        }
    }

    private void AcceptInnerNumber(long value)
    {
        if (innerKey == PdfKey.NumCopies && value > 0)
        {
            Copies = (int)Math.Min(value, 1_000_000);
        }
        else if (innerKey == PdfKey.Predictor)
        {
            Predictor = (int)Math.Clamp(value, 0, 99);
        }
        else if (innerKey == PdfKey.Columns)
        {
            Columns = (int)Math.Clamp(value, 0, 65_536);
        }

        if (key is PdfKey.ViewerPreferences or PdfKey.DecodeParms)
        {
            innerKey = PdfKey.Other;
        }
    }

    private void AcceptKeyword(ReadOnlySpan<byte> word)
    {
        if (word is not [(byte)'R'])
        {
            isMask |= key == PdfKey.ImageMask && depth == 1 && word.SequenceEqual("true"u8);
            KidsIncomplete |= key == PdfKey.Kids && depth == 2;
            wantsKey |= depth == 1;
            ForgetIntegers();
            return;
        }

        var target = PdfReference.From(integerBefore, lastInteger);
        ForgetIntegers();
        NoteReference(target.Number);
        if (depth == 2 && key == PdfKey.Kids)
        {
            AddKid(target);
        }
        else if (depth == 1)
        {
            AcceptReference(target);
        }
    }

    private void AddKid(PdfReference target)
    {
        if (target.IsNone || kids.Count >= kidsMax)
        {
            KidsIncomplete = true;
        }
        else
        {
            kids.Add(target);
        }
    }

    private void AcceptReference(PdfReference target)
    {
        switch (key)
        {
            case PdfKey.Parent:
                Parent = target;
                break;
            case PdfKey.Pages:
                PagesRoot = target;
                break;
            case PdfKey.Root:
                Root = target;
                break;
            case PdfKey.Info:
                Info = target;
                break;
            case PdfKey.Encrypt:
                Encrypt = target;
                break;
            case PdfKey.Kids:
                KidsIncomplete = true;
                break;
            case PdfKey.Count:
                Count = null;
                break;
            case PdfKey.Length:
                Length = null;
                break;
            default:
                break;
        }
    }

    private void AcceptString(in PdfToken token)
    {
        ForgetIntegers();
        if (depth == 2 && key == PdfKey.ID && DocumentId.Length == 0)
        {
            DocumentId = PdfText.Bytes(token, IdBytesMax);
        }

        if (depth != 1)
        {
            return;
        }

        wantsKey = true;
        switch (key)
        {
            case PdfKey.Title:
                Title = PdfText.Decode(token, textChars);
                break;
            case PdfKey.Author:
                Author = PdfText.Decode(token, textChars);
                break;
            case PdfKey.Creator:
                Creator = PdfText.Decode(token, textChars);
                break;
            default:
                break;
        }
    }
}
