using System.Text;
using Platen.Protocols.Ipp;

namespace Platen.Protocols.Tests.Ipp;

/// <summary>Messages that the tests of the IPP codec start from.</summary>
internal static class IppSamples
{
    /// <summary>The Print-Job request of RFC 8010 appendix A.1, octet by octet, without its document data.</summary>
    internal static byte[] Rfc8010PrintJob { get; } = Join(
        [0x01, 0x01, 0x00, 0x02, 0x00, 0x00, 0x00, 0x01, 0x01],
        Item(0x47, "attributes-charset", "utf-8"),
        Item(0x48, "attributes-natural-language", "en-us"),
        Item(0x45, "printer-uri", "ipp://printer.example.com/ipp/print/pinetree"),
        Item(0x42, "job-name", "foobar"),
        Item(0x22, "ipp-attribute-fidelity", [0x01]),
        [0x02],
        Item(0x21, "copies", [0x00, 0x00, 0x00, 0x14]),
        Item(0x44, "sides", "two-sided-long-edge"),
        [0x03]);

    /// <summary>A request with every kind of value, collections in collections, an unknown group, unknown tags and sets.</summary>
    internal static IppMessage Everything() => IppMessageBuilder.Request(IppOperation.PrintJob, 77, IppVersion.V20)
        .Uri(IppNames.PrinterUri, "ipp://localhost/ipp/print")
        .Name(IppNames.RequestingUserName, "älice")
        .Add(IppNames.JobName, new IppLocalizedStringValue(IppTag.NameWithLanguage, "de", "Übersicht"))
        .Add("x-octets", new IppOctetsValue(IppTag.OctetString, new byte[] { 0, 1, 255 }))
        .Add("x-extension", new IppOctetsValue(IppTag.Extension, new byte[] { 0x40, 0, 0, 1, 9 }))
        .Add("x-unknown-string", new IppOctetsValue((IppTag)0x43, new byte[] { 65 }))
        .Group(IppTag.JobAttributes)
        .Integer(IppNames.Copies, 2)
        .Enum(IppNames.Finishings, 3, 4, 5)
        .Boolean("x-flag", isTrue: false)
        .Range(IppNames.PageRanges, 1, 9)
        .Add(IppNames.PrinterResolution, new IppResolutionValue(600, 1200, IppResolutionUnit.DotsPerInch))
        .DateTime(IppNames.DateTimeAtCreation, new DateTimeOffset(2026, 11, 21, 2, 3, 4, 500, new TimeSpan(-5, -30, 0)))
        .NoValue("job-hold-until-time")
        .Add("mixed", new IppStringValue(IppTag.Keyword, "none"), new IppStringValue(IppTag.NameWithoutLanguage, "my own"), new IppIntegerValue(IppTag.Integer, -1))
        .Collection(
            IppNames.MediaCol,
            new IppAttribute(
                IppNames.MediaSize,
                [new IppCollectionValue(
                    [
                        new IppAttribute(IppNames.XDimension, [new IppIntegerValue(IppTag.Integer, 21000)]),
                        new IppAttribute(IppNames.YDimension, [new IppIntegerValue(IppTag.Integer, 29700)]),
                    ]),
                ]),
            new IppAttribute("sources", [new IppStringValue(IppTag.Keyword, "main"), new IppStringValue(IppTag.Keyword, "tray-1")]),
            new IppAttribute("empty", [new IppCollectionValue([]), new IppCollectionValue([])]))
        .Group((IppTag)0x0A)
        .Text("x-text", "", "ü")
        .Group(IppTag.UnsupportedAttributes)
        .Build();

    internal static byte[] Item(byte tag, string name, string value) => Item(tag, name, Encoding.UTF8.GetBytes(value));

    internal static byte[] Item(byte tag, string name, byte[] value) =>
        Join([tag], Length(name.Length), Encoding.UTF8.GetBytes(name), Length(value.Length), value);

    internal static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];

    private static byte[] Length(int length) => [(byte)(length >> 8), (byte)length];
}
