using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>The papers of a queue (PWG 5101.1, 5100.3): what the MFPs of offices have. Nobody knows which device a pull job will come out at, so all of them count as ready.</summary>
internal static class PrinterMedia
{
    private const string Group = "job-template";

    /// <summary>Margins of office devices, in hundredths of a millimetre (a sixth of an inch).</summary>
    private const int Margin = 423;

    /// <summary>The widest margin that is passed on.</summary>
    private const int MarginMost = 10_000;

    private static readonly (string Name, int X, int Y)[] Sizes =
    [
        ("iso_a4_210x297mm", 21000, 29700),
        ("iso_a3_297x420mm", 29700, 42000),
        ("iso_a5_148x210mm", 14800, 21000),
        ("na_letter_8.5x11in", 21590, 27940),
        ("na_legal_8.5x14in", 21590, 35560),
        ("na_ledger_11x17in", 27940, 43180),
        ("na_index-4x6_4x6in", 10160, 15240),
    ];

    private static readonly string[] Names = [.. Sizes.Select(size => size.Name)];
    private static readonly IppValue[] Collections = [.. Sizes.Select(Collection)];

    /// <summary>Whether a paper of that name is known.</summary>
    public static bool IsKnown(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <summary>Whether a <c>media-col</c> (PWG 5100.3) asks for nothing but what is known: it is passed on to the device.</summary>
    public static bool IsKnown(IppCollectionValue media) => Array.TrueForAll([.. media.Members], IsKnown);

    private static bool IsKnown(IppAttribute member) => member.Name switch
    {
        IppNames.MediaSize => member.Value is IppCollectionValue size && Sizes.Any(known => Is(size, IppNames.XDimension, known.X) && Is(size, IppNames.YDimension, known.Y)),
        "media-size-name" => member.AsString() is { } name && IsKnown(name),
        "media-type" => member.AsString() is "auto" or "stationery",
        "media-source" => member.AsString() is "auto",
        "media-top-margin" or "media-bottom-margin" or "media-left-margin" or "media-right-margin" => member.AsInteger() is >= 0 and <= MarginMost,
        _ => false,
    };

    private static bool Is(IppCollectionValue size, string name, int value) => size.Members.Length == 2 && size.Find(name)?.AsInteger() == value;

    public static void AddTo(IppMessageBuilder answer, RequestedAttributes wanted)
    {
        var sheet = new AttributeSheet(answer, wanted, Group);
        sheet.Keyword("media-default", Names[0]);
        sheet.Keyword("media-supported", Names);
        sheet.Keyword("media-ready", Names);
        sheet.Keyword("media-col-supported", "media-size", "media-size-name", "media-type", "media-source", "media-top-margin", "media-bottom-margin", "media-left-margin", "media-right-margin");
        sheet.Keyword("media-type-supported", "auto", "stationery");
        sheet.Keyword("media-source-supported", "auto");
        foreach (var side in (ReadOnlySpan<string>)["bottom", "left", "right", "top"])
        {
            sheet.Integer($"media-{side}-margin-supported", Margin);
        }

        sheet.Add("media-size-supported", name => answer.Add(name, [.. Sizes.Select(Size)]));
        sheet.Values("media-col-default", Collections[0]);
        sheet.Values("media-col-ready", Collections);
        if (wanted.WantsByName("media-col-database"))
        {
            answer.Add("media-col-database", Collections);
        }
    }

    private static IppValue Size((string Name, int X, int Y) size) =>
        new IppCollectionValue([new(IppNames.XDimension, [Number(size.X)]), new(IppNames.YDimension, [Number(size.Y)])]);

    private static IppValue Collection((string Name, int X, int Y) size)
    {
        static IppAttribute Edge(string side) => new($"media-{side}-margin", [Number(Margin)]);
        static IppAttribute Word(string name, string value) => new(name, [new IppStringValue(IppTag.Keyword, value)]);
        return new IppCollectionValue(
        [
            new(IppNames.MediaSize, [Size(size)]), Word("media-size-name", size.Name), Edge("bottom"), Edge("left"), Edge("right"), Edge("top"),
            Word("media-source", "auto"), Word("media-type", "stationery"),
        ]);
    }

    private static IppIntegerValue Number(int value) => new(IppTag.Integer, value);
}
