using System.Buffers;
using System.Diagnostics;
using Platen.Protocols.Ipp;
using static Platen.Protocols.Tests.Ipp.IppSamples;

namespace Platen.Protocols.Tests.Ipp;

public sealed class IppMalformedTests
{
    private static readonly byte[] s_header = [1, 1, 0, 2, 0, 0, 0, 9];

    public static TheoryData<string, IppFormatError, byte[]> Malformed => new()
    {
        { "reserved delimiter", IppFormatError.ReservedTag, Join(s_header, [0]) },
        { "attribute before a group", IppFormatError.AttributeOutsideGroup, Join(s_header, Item(0x44, "a", "b")) },
        { "additional value first", IppFormatError.ValueWithoutAttribute, Join(s_header, [1], Item(0x44, "", "b")) },
        { "additional value first in second group", IppFormatError.ValueWithoutAttribute, Join(s_header, [1], Item(0x44, "a", "b"), [2], Item(0x44, "", "b")) },
        { "integer of 3 octets", IppFormatError.BadValueLength, IppReaderTests.Request(Item(0x21, "a", [1, 2, 3])) },
        { "boolean of 2 octets", IppFormatError.BadValueLength, IppReaderTests.Request(Item(0x22, "a", [1, 2])) },
        { "dateTime of 10 octets", IppFormatError.BadValueLength, IppReaderTests.Request(Item(0x31, "a", new byte[10])) },
        { "resolution of 8 octets", IppFormatError.BadValueLength, IppReaderTests.Request(Item(0x32, "a", new byte[8])) },
        { "range of 4 octets", IppFormatError.BadValueLength, IppReaderTests.Request(Item(0x33, "a", new byte[4])) },
        { "language longer than value", IppFormatError.BadValueLength, IppReaderTests.Request(Item(0x35, "a", [0, 9, 1, 1])) },
        { "octets after text", IppFormatError.BadValueLength, IppReaderTests.Request(Item(0x35, "a", [0, 0, 0, 0, 7])) },
        { "begCollection with a value", IppFormatError.BadValueLength, IppReaderTests.Request(Item(0x34, "a", [1])) },
        { "endCollection alone", IppFormatError.BadCollection, IppReaderTests.Request(Item(0x44, "a", "b"), Item(0x37, "", "")) },
        { "member alone", IppFormatError.BadCollection, IppReaderTests.Request(Item(0x44, "a", "b"), Item(0x4A, "", "b")) },
        { "group inside a collection", IppFormatError.BadCollection, IppReaderTests.Request(Item(0x34, "a", "")) },
        { "named value inside a collection", IppFormatError.BadCollection, IppReaderTests.Request(Item(0x34, "a", ""), Item(0x44, "b", "c")) },
        { "member value without a name", IppFormatError.BadCollection, IppReaderTests.Request(Item(0x34, "a", ""), Item(0x44, "", "c"), Item(0x37, "", "")) },
        { "member without a value", IppFormatError.BadCollection, IppReaderTests.Request(Item(0x34, "a", ""), Item(0x4A, "", "m"), Item(0x37, "", "")) },
        { "member name empty", IppFormatError.BadName, IppReaderTests.Request(Item(0x34, "a", ""), Item(0x4A, "", ""), Item(0x44, "", "x"), Item(0x37, "", "")) },
        { "name with a line break", IppFormatError.BadName, IppReaderTests.Request(Item(0x44, "a\nb", "c")) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void MalformedMessage_Read_ThrowsWithItsCodeAndHeader(string what, IppFormatError error, byte[] octets)
    {
        var thrown = Should.Throw<IppFormatException>(() => Read(octets, IppLimits.Request), what);

        thrown.Error.ShouldBe(error, what);
        thrown.Header.RequestId.ShouldBe(9);
        thrown.Status.ShouldBe(IppStatus.BadRequest);
        thrown.Offset.ShouldBeGreaterThanOrEqualTo(8);
    }

    [Fact]
    public void EachLimit_ExceededByOne_ThrowsBeforeTheMessageIsComplete()
    {
        var limits = new IppLimits { GroupsMax = 2, AttributesMax = 3, ValuesPerAttributeMax = 2, NameBytesMax = 4, ValueBytesMax = 5, CollectionDepthMax = 2 };
        var item = Item(0x44, "a", "b");
        var more = Item(0x44, "", "b");

        Error(limits, [1, 2, 4]).ShouldBe(IppFormatError.TooManyGroups);
        Error(limits, Join([1], item, item, item, item)).ShouldBe(IppFormatError.TooManyAttributes);
        Error(limits, Join([1], item, more, more, [3])).ShouldBe(IppFormatError.TooManyValues);
        Error(limits, [1, 0x44, 0, 5]).ShouldBe(IppFormatError.NameTooLong);
        Error(limits, [1, 0x44, 0, 1, 65, 0, 6]).ShouldBe(IppFormatError.ValueTooLong);
        var begin = Join(Item(0x4A, "", "m"), Item(0x34, "", ""));
        Error(limits, Join([1], Item(0x34, "a", ""), begin, begin)).ShouldBe(IppFormatError.CollectionTooDeep);
    }

    [Fact]
    public void MessageAtTheByteLimit_IsRead_AndOneOctetMoreIsRefused()
    {
        var octets = IppWriter.ToArray(IppSamples.Everything());
        foreach (var segment in new[] { 1, 64, int.MaxValue })
        {
            Read(octets, new IppLimits { TotalBytesMax = octets.Length }, segment);

            var thrown = Should.Throw<IppFormatException>(() => Read(octets, new IppLimits { TotalBytesMax = octets.Length - 1 }, segment));

            thrown.Error.ShouldBe(IppFormatError.MessageTooLong);
            thrown.Status.ShouldBe(IppStatus.RequestEntityTooLarge);
            thrown.Header.RequestId.ShouldBe(77);
        }
    }

    [Fact]
    public void CollectionsNestedDeeplyInHugeLimits_AreReadWithoutTheCallStack()
    {
        const int Depth = 100_000;
        var begin = Join(Item(0x4A, "", "m"), Item(0x34, "", ""));
        var end = Item(0x37, "", "");
        var octets = new ArrayBufferWriter<byte>();
        octets.Write<byte>(Join(s_header, [1], Item(0x34, "a", "")));
        for (var i = 1; i < Depth; i++)
        {
            octets.Write<byte>(begin);
        }

        for (var i = 0; i < Depth; i++)
        {
            octets.Write<byte>(end);
        }

        octets.Write<byte>([3]);
        var limits = new IppLimits { TotalBytesMax = int.MaxValue, CollectionDepthMax = Depth, AttributesMax = Depth };
        var message = IppReaderTests.Read(octets.WrittenSpan.ToArray(), limits);

        IppWriter.ToArray(message).AsSpan().SequenceEqual(octets.WrittenSpan).ShouldBeTrue();
    }

    [Fact]
    public void RandomOctets_Read_ThrowNothingButTheDeclared()
    {
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            var octets = new byte[random.Next(200)];
            random.NextBytes(octets);
            try
            {
                IppReader.TryRead(Segments.OfSize(octets, random.Next(1, 50)), IppLimits.Request, out _, out _, out _);
            }
            catch (IppFormatException)
            {
                // declared
            }
        }
    }

    private static IppFormatError Error(IppLimits limits, byte[] afterHeader) =>
        Should.Throw<IppFormatException>(() => Read(Join(s_header, afterHeader), limits)).Error;

    private static bool Read(byte[] octets, IppLimits limits, int segment = int.MaxValue) =>
        IppReader.TryRead(Segments.OfSize(octets, segment), limits, out _, out _, out _);
}
