using System.Buffers;
using Platen.Protocols.Ipp;

namespace Platen.Protocols.Tests.Ipp;

public sealed class IppReaderTests
{
    [Fact]
    public void PrintJobOfRfc8010_Read_GivesItsAttributes()
    {
        var message = Read(IppSamples.Rfc8010PrintJob);

        message.Version.ShouldBe(IppVersion.V11);
        message.Operation.ShouldBe(IppOperation.PrintJob);
        message.RequestId.ShouldBe(1);
        message.Groups.Length.ShouldBe(2);
        message.OperationAttributes.GetString(IppNames.PrinterUri).ShouldBe("ipp://printer.example.com/ipp/print/pinetree");
        message.OperationAttributes.GetString(IppNames.JobName).ShouldBe("foobar");
        message.OperationAttributes.GetBoolean(IppNames.IppAttributeFidelity).ShouldBe(true);
        message.Find(IppTag.JobAttributes)!.GetInteger(IppNames.Copies).ShouldBe(20);
        message.Find(IppTag.JobAttributes)!.GetString(IppNames.Sides).ShouldBe("two-sided-long-edge");
    }

    [Fact]
    public void PrintJobOfRfc8010_ReadAndWritten_IsTheSameOctets() =>
        IppWriter.ToArray(Read(IppSamples.Rfc8010PrintJob)).ShouldBe(IppSamples.Rfc8010PrintJob);

    [Fact]
    public void EveryKindOfValue_WrittenAndRead_IsTheSame()
    {
        var octets = IppWriter.ToArray(IppSamples.Everything());
        var message = Read(octets);

        IppWriter.ToArray(message).ShouldBe(octets);
        var job = message.Find(IppTag.JobAttributes)!;
        job.Find(IppNames.Finishings)!.Values.ShouldBe(IppSamples.Everything().Find(IppTag.JobAttributes)!.Find(IppNames.Finishings)!.Values);
        ((IppDateTimeValue)job.Find(IppNames.DateTimeAtCreation)!.Value).Moment.ShouldBe(new DateTimeOffset(2026, 11, 21, 7, 33, 4, 500, TimeSpan.Zero));
        var size = (IppCollectionValue)((IppCollectionValue)job.Find(IppNames.MediaCol)!.Value).Find(IppNames.MediaSize)!.Value;
        size.Find(IppNames.YDimension)!.AsInteger().ShouldBe(29700);
        message.OperationAttributes.GetString(IppNames.JobName).ShouldBe("Übersicht");
        message.Groups.ShouldContain(group => group.Tag == (IppTag)0x0A);
    }

    [Fact]
    public void DocumentData_AfterTheMessage_IsNotConsumed()
    {
        var buffer = new ReadOnlySequence<byte>(IppSamples.Join(IppSamples.Rfc8010PrintJob, "%!PS\n"u8.ToArray()));

        IppReader.TryRead(buffer, IppLimits.Request, out _, out var consumed, out _).ShouldBeTrue();

        buffer.Slice(consumed).ToArray().ShouldBe("%!PS\n"u8.ToArray());
    }

    [Fact]
    public void EveryPrefix_Read_NeedsMoreAndConsumesNothing()
    {
        var whole = IppWriter.ToArray(IppSamples.Everything());
        for (var length = 0; length < whole.Length; length++)
        {
            var prefix = new ReadOnlySequence<byte>(whole, 0, length);

            IppReader.TryRead(prefix, IppLimits.Request, out _, out var consumed, out var examined).ShouldBeFalse($"prefix of {length} octets");

            consumed.ShouldBe(prefix.Start);
            examined.ShouldBe(prefix.End);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(100)]
    public void Segments_OfAnySize_ReadTheSame(int size)
    {
        var whole = IppWriter.ToArray(IppSamples.Everything());
        var buffer = Segments.OfSize(IppSamples.Join(whole, [1, 2, 3]), size);

        IppReader.TryRead(buffer, IppLimits.Request, out var message, out var consumed, out _).ShouldBeTrue();

        IppWriter.ToArray(message!).ShouldBe(whole);
        buffer.Slice(consumed).ToArray().ShouldBe([1, 2, 3]);
        for (var length = 0; length < whole.Length; length++)
        {
            IppReader.TryRead(Segments.OfSize(whole.AsMemory(0, length), size), IppLimits.Request, out _, out _, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void DateTimeOfZeros_IsKeptAsOctets()
    {
        var message = Read(Request(IppSamples.Item(0x31, "d", new byte[11])));

        message.OperationAttributes.Find("d")!.Value.ShouldBe(new IppOctetsValue(IppTag.DateTime, new byte[11]));
    }

    [Fact]
    public void WellKnownWords_Read_AreTheSameStringEachTime()
    {
        var first = Read(IppSamples.Rfc8010PrintJob).Find(IppTag.JobAttributes)!.Find(IppNames.Sides)!;
        var second = Read(IppSamples.Rfc8010PrintJob).Find(IppTag.JobAttributes)!.Find(IppNames.Sides)!;

        first.Name.ShouldBeSameAs(second.Name);
        first.AsString().ShouldBeSameAs(second.AsString());
    }

    internal static byte[] Request(params byte[][] items) => IppSamples.Join([[1, 1, 0, 2, 0, 0, 0, 9, 1], .. items, [3]]);

    internal static IppMessage Read(byte[] octets, IppLimits? limits = null)
    {
        var buffer = new ReadOnlySequence<byte>(octets);
        IppReader.TryRead(buffer, limits ?? IppLimits.Request, out var message, out var consumed, out _).ShouldBeTrue();
        buffer.Slice(consumed).Length.ShouldBe(0);
        return message!;
    }
}
