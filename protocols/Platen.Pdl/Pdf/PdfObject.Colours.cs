namespace Platen.Pdl.Pdf;

/// <content>What the colours of a page depend on: what an object refers to, and which colours a picture may have.</content>
internal sealed partial class PdfObject
{
    private const int ReferencesMax = 16_384;
    private readonly List<(int Name, int Target)> references = [];
    private int nameBefore;
    private bool leadsAway;
    private bool isMask;
    private bool hasColourSpace;
    private bool isColourSpace;
    private bool isOtherStream;

    /// <summary>References to what may be drawn with the object, each with the name it has there.</summary>
    public IReadOnlyList<(int Name, int Target)> References => references;

    public bool IsImage { get; private set; }

    public bool IsForm { get; private set; }

    /// <summary>True for an annotation with an appearance of its own.</summary>
    public bool HasAppearance { get; private set; }

    /// <summary>True for a picture in a colour space that is not grey, for shadings, and for what refers to more than is kept.</summary>
    public bool MayHaveColour => references.Count >= ReferencesMax || (IsImage && !isMask && (!hasColourSpace ? HasOtherFilter : isColourSpace));

    /// <summary>True when the object's stream may hold content: it is no picture, font, profile, function or file.</summary>
    public bool MayBeContent => !IsImage && !isOtherStream && ObjectsInStream == 0 && Kind == PdfObjectKind.Other && (!hasSubtype || IsForm);

    private void BeginColours()
    {
        references.Clear();
        nameBefore = 0;
        leadsAway = isMask = hasColourSpace = isColourSpace = isOtherStream = IsImage = IsForm = HasAppearance = false;
    }

    /// <summary>Names of any depth: the last one before a reference tells what it is for.</summary>
    private void NoteName(ReadOnlySpan<byte> name)
    {
        nameBefore = PdfNameHash.Of(name);
        HasAppearance |= name.SequenceEqual("AP"u8);
        leadsAway = name.Length switch
        {
            1 => name[0] is (byte)'P' or (byte)'A' or (byte)'B',
            2 => name.SequenceEqual("AA"u8),
            3 => name.SequenceEqual("IRT"u8),
            4 => name.SequenceEqual("Dest"u8) || name.SequenceEqual("Next"u8) || name.SequenceEqual("Prev"u8) || name.SequenceEqual("Kids"u8),
            5 => name.SequenceEqual("Popup"u8) || name.SequenceEqual("Thumb"u8) || name.SequenceEqual("SMask"u8),
            6 => name.SequenceEqual("Parent"u8) || name.SequenceEqual("Length"u8),
            8 => name.SequenceEqual("Metadata"u8) || name.SequenceEqual("Encoding"u8),
            9 => name.SequenceEqual("ToUnicode"u8) || name.SequenceEqual("PieceInfo"u8),
            14 => name.SequenceEqual("FontDescriptor"u8) || name.SequenceEqual("StructTreeRoot"u8),
            _ => false,
        };
        if (key == PdfKey.ColorSpace && hasColourSpace && depth >= 1)
        {
            isColourSpace |= !(name.SequenceEqual("DeviceGray"u8) || name.SequenceEqual("CalGray"u8) || name.SequenceEqual("Indexed"u8));
        }
    }

    private void NoteReference(int target)
    {
        isColourSpace |= key == PdfKey.ColorSpace;
        if (!leadsAway && target != 0 && references.Count < ReferencesMax)
        {
            references.Add((nameBefore, target));
        }
    }

    /// <summary>A key of the outermost dictionary.</summary>
    private void NoteColourKey()
    {
        hasColourSpace |= key == PdfKey.ColorSpace;
        isOtherStream |= key is PdfKey.Length1 or PdfKey.Length2 or PdfKey.FunctionType or PdfKey.ShadingType;
    }
}
