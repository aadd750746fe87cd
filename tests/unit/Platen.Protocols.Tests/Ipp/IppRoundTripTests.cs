using System.Collections.Immutable;
using Platen.Protocols.Ipp;

namespace Platen.Protocols.Tests.Ipp;

public sealed class IppRoundTripTests
{
    private static readonly IppTag[] s_strings =
    [
        IppTag.TextWithoutLanguage, IppTag.NameWithoutLanguage, IppTag.Keyword, IppTag.Uri, IppTag.UriScheme, IppTag.Charset, IppTag.NaturalLanguage, IppTag.MimeMediaType,
    ];

    [Fact]
    public void RandomMessages_WrittenAndRead_AreTheSame()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var message = Message(new Random(seed));
            var octets = IppWriter.ToArray(message);

            var read = IppReaderTests.Read(octets, IppLimits.Response);

            IppWriter.ToArray(read).SequenceEqual(octets).ShouldBeTrue($"seed {seed}");
            Describe(read).ShouldBe(Describe(message), $"seed {seed}");
        }
    }

    private static IppMessage Message(Random random)
    {
        var header = new IppHeader(new IppVersion((byte)random.Next(256), (byte)random.Next(256)), (ushort)random.Next(65536), random.Next(int.MinValue, int.MaxValue));
        var groups = Enumerable.Range(0, random.Next(5)).Select(_ => new IppAttributeGroup(Delimiter(random), Attributes(random, depth: 0)));
        return new IppMessage(header, [.. groups]);
    }

    private static IppTag Delimiter(Random random)
    {
        var tag = (IppTag)random.Next(1, 16);
        return tag == IppTag.EndOfAttributes ? IppTag.JobAttributes : tag;
    }

    private static ImmutableArray<IppAttribute> Attributes(Random random, int depth) =>
        [.. Enumerable.Range(0, random.Next(5)).Select(_ => new IppAttribute(Name(random), [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Value(random, depth))]))];

    private static string Name(Random random) => random.Next(2) == 0
        ? IppNames.Common[random.Next(IppNames.Common.Length)]
        : new string([.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => (char)random.Next('!', '~' + 1))]);

    private static IppValue Value(Random random, int depth) => random.Next(depth < 5 ? 10 : 9) switch
    {
        0 => new IppIntegerValue(random.Next(2) == 0 ? IppTag.Integer : IppTag.Enum, random.Next(int.MinValue, int.MaxValue)),
        1 => new IppBooleanValue(random.Next(2) == 0),
        2 => new IppLocalizedStringValue(random.Next(2) == 0 ? IppTag.TextWithLanguage : IppTag.NameWithLanguage, "en", Text(random)),
        3 => new IppRangeValue(random.Next(), random.Next()),
        4 => new IppResolutionValue(random.Next(), random.Next(), (IppResolutionUnit)random.Next(256)),
        5 => new IppDateTimeValue(new DateTimeOffset(random.Next(2, 9999), random.Next(1, 13), 28, 23, 59, 59, random.Next(10) * 100, new TimeSpan(random.Next(-13, 14), 0, 0))),
        6 => new IppOutOfBandValue((IppTag)random.Next(0x10, 0x20)),
        7 => new IppOctetsValue(IppTag.OctetString, Octets(random)),
        8 => new IppStringValue(s_strings[random.Next(s_strings.Length)], Text(random)),
        _ => new IppCollectionValue(Attributes(random, depth + 1)),
    };

    private static byte[] Octets(Random random)
    {
        var octets = new byte[random.Next(20)];
        random.NextBytes(octets);
        return octets;
    }

    private static string Text(Random random) => string.Concat(Enumerable.Range(0, random.Next(50)).Select(_ => random.Next(4) == 0 ? "ü€😀"[..2] : "a"));

    private static string Describe(IppMessage message) =>
        $"{message.Header}: " + string.Join('|', message.Groups.Select(group => $"{group.Tag}{Describe(group.Attributes)}"));

    private static string Describe(ImmutableArray<IppAttribute> attributes) =>
        string.Join(';', attributes.Select(attribute => $"{attribute.Name}={string.Join(',', attribute.Values.Select(Describe))}"));

    private static string Describe(IppValue value) => value switch
    {
        IppCollectionValue collection => $"{{{Describe(collection.Members)}}}",
        IppOctetsValue octets => $"{octets.Tag}:{Convert.ToHexString(octets.Octets.Span)}",
        _ => value.ToString(),
    };
}
