using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pdf;

/// <summary>
/// Takes the tokens of one object (or trailer dictionary) and keeps what page counting needs. Reused for every object. Depth is a counter: nothing recurses, and
/// only keys of the outermost dictionary (and two of <c>/ViewerPreferences</c> and <c>/DecodeParms</c>) are looked at.
/// </summary>
internal sealed partial class PdfObject(int kidsMax, int textChars)
{
    private const int DepthMax = 1_000_000;
    private readonly List<PdfReference> kids = [];
    private readonly double[] box = new double[4];
    private readonly int[] widths = new int[3];
    private readonly List<long> index = [];
    private int depth;
    private bool wantsKey;
    private PdfKey key;
    private PdfKey innerKey;
    private int boxItems;
    private int widthItems;
    private long lastInteger;
    private long integerBefore;
    private bool typeGiven;
    private bool hasSubtype;
    private bool hasKids;
    private bool looksLikePage;

    public int Number { get; private set; }

    public PdfObjectKind Kind { get; private set; }

    public long? Count { get; private set; }

    public long? Length { get; private set; }

    public long ObjectsInStream { get; private set; }

    public long First { get; private set; }

    public long Prev { get; private set; }

    public long XrefStream { get; private set; }

    public long Size { get; private set; }

    /// <summary><c>/L</c> of a linearization dictionary: the file's length.</summary>
    public long FileLength { get; private set; }

    public bool IsFlate { get; private set; }

    public bool HasOtherFilter { get; private set; }

    public int Predictor { get; private set; }

    public int Columns { get; private set; }

    public PdfReference Parent { get; private set; }

    public PdfReference PagesRoot { get; private set; }

    public PdfReference Root { get; private set; }

    public PdfReference Info { get; private set; }

    public bool IsEncrypted { get; private set; }

    /// <summary>The encryption dictionary that a trailer names.</summary>
    public PdfReference Encrypt { get; private set; }

    /// <summary>The first part of a trailer's <c>/ID</c>.</summary>
    public byte[] DocumentId { get; private set; } = [];

    public Sides Sides { get; private set; }

    public int? Copies { get; private set; }

    public string? Title { get; private set; }

    public string? Author { get; private set; }

    public string? Creator { get; private set; }

    public bool LooksLikeInfo { get; private set; }

    /// <summary>True when <c>/Kids</c> holds something that is no reference, or more than can be kept.</summary>
    public bool KidsIncomplete { get; private set; }

    public IReadOnlyList<PdfReference> Kids => kids;

    public IReadOnlyList<long> Index => index;

    public ReadOnlySpan<int> Widths => widths.AsSpan(0, widthItems);

    /// <summary>True once the outermost dictionary or array is closed.</summary>
    public bool IsClosed { get; private set; }

    public MediaSize? MediaBox => boxItems == 4 ? ToMedia(box) : null;

    public void Begin(int number)
    {
        Number = number;
        Kind = PdfObjectKind.Other;
        Count = Length = null;
        ObjectsInStream = First = Prev = XrefStream = Size = FileLength = 0;
        IsFlate = HasOtherFilter = IsEncrypted = LooksLikeInfo = KidsIncomplete = IsClosed = false;
        Predictor = Columns = 0;
        Parent = PagesRoot = Root = Info = Encrypt = default;
        DocumentId = [];
        Sides = Sides.Unknown;
        Copies = null;
        Title = Author = Creator = null;
        kids.Clear();
        index.Clear();
        depth = boxItems = widthItems = 0;
        wantsKey = typeGiven = hasSubtype = hasKids = looksLikePage = false;
        key = innerKey = PdfKey.Other;
        lastInteger = integerBefore = -1;
        BeginColours();
    }

    public void Accept(in PdfToken token)
    {
        switch (token.Kind)
        {
            case PdfTokenKind.DictOpen or PdfTokenKind.ArrayOpen:
                Open(token.Kind);
                break;
            case PdfTokenKind.DictClose or PdfTokenKind.ArrayClose:
                Close();
                break;
            case PdfTokenKind.Name:
                AcceptName(token.Text);
                break;
            case PdfTokenKind.Integer or PdfTokenKind.Real:
                AcceptNumber(token);
                break;
            case PdfTokenKind.Keyword:
                AcceptKeyword(token.Text);
                break;
            case PdfTokenKind.LiteralString or PdfTokenKind.HexString:
                AcceptString(token);
                break;
            default:
                break;
        }
    }

    /// <summary>Decides the kind of an object that has no <c>/Type</c>, as lenient readers do.</summary>
    public void End()
    {
        if (typeGiven || hasSubtype || Kind != PdfObjectKind.Other)
        {
            return;
        }

        if (hasKids && Count is not null)
        {
            Kind = PdfObjectKind.Pages;
        }
        else if (!Parent.IsNone && looksLikePage && !hasKids)
        {
            Kind = PdfObjectKind.Page;
        }
    }

    private void Open(PdfTokenKind kind)
    {
        depth = Math.Min(depth + 1, DepthMax);
        if (depth == 1)
        {
            wantsKey = kind == PdfTokenKind.DictOpen;
        }
        else if (depth == 2)
        {
            innerKey = PdfKey.Other;
            wantsKey = true;
        }

        ForgetIntegers();
    }

    private void Close()
    {
        depth = Math.Max(0, depth - 1);
        IsClosed |= depth == 0;
        if (depth == 1)
        {
            wantsKey = true;
        }

        ForgetIntegers();
    }

    private void AcceptName(ReadOnlySpan<byte> name)
    {
        if (depth == 1 && wantsKey)
        {
            key = PdfKeys.Find(name);
            wantsKey = false;
            NoteName(name);
            NoteKey();
            NoteColourKey();
        }
        else if (depth == 1)
        {
            wantsKey = true;
            NoteName(name);
            AcceptNameValue(name);
        }
        else if (key == PdfKey.Filter)
        {
            AcceptFilter(name);
        }
        else
        {
            NoteName(name);
        }

        if (depth > 1 && key is PdfKey.ViewerPreferences or PdfKey.DecodeParms)
        {
            AcceptInnerName(name);
        }

        ForgetIntegers();
    }

    private void NoteKey()
    {
        switch (key)
        {
            case PdfKey.Subtype:
                hasSubtype = true;
                break;
            case PdfKey.Kids:
                hasKids = true;
                kids.Clear();
                break;
            case PdfKey.MediaBox:
                looksLikePage = true;
                boxItems = 0;
                break;
            case PdfKey.Contents or PdfKey.Resources:
                looksLikePage = true;
                break;
            case PdfKey.Encrypt:
                IsEncrypted = true;
                break;
            case PdfKey.Linearized:
                Kind = PdfObjectKind.Linearized;
                break;
            case PdfKey.Producer or PdfKey.CreationDate or PdfKey.Creator or PdfKey.Author:
                LooksLikeInfo = true;
                break;
            default:
                break;
        }
    }

    private void ForgetIntegers() => integerBefore = lastInteger = -1;

    private static MediaSize ToMedia(ReadOnlySpan<double> box)
    {
        static double Bounded(double points) => Math.Round(Math.Clamp(Math.Abs(points), 0, 1_000_000), 2);
        return new MediaSize(Bounded(box[2] - box[0]), Bounded(box[3] - box[1]), null);
    }
}
