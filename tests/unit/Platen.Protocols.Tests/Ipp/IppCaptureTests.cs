using System.Buffers;
using Platen.Protocols.Ipp;

namespace Platen.Protocols.Tests.Ipp;

/// <summary>Answers of foreign printers, as they came over the wire.</summary>
public sealed class IppCaptureTests
{
    /// <summary>What ippeveprinter (CUPS 2.4) answered to our Get-Printer-Attributes with requested-attributes all, media-col-database.</summary>
    internal static byte[] Capture { get; } = Load("ippeveprinter-get-printer-attributes.bin");

    [Fact]
    public void AnswerOfIppeveprinter_Read_GivesItsAttributes()
    {
        var message = IppReaderTests.Read(Capture, IppLimits.Response);

        message.Status.ShouldBe(IppStatus.Ok);
        message.RequestId.ShouldBe(5);
        var printer = message.Find(IppTag.PrinterAttributes)!;
        printer.Attributes.Length.ShouldBe(106);
        printer.GetInteger(IppNames.PrinterState).ShouldBe((int)IppPrinterState.Idle);
        printer.Find(IppNames.DocumentFormatSupported)!.AsStrings().ShouldContain("image/pwg-raster");
        printer.Find("media-col-database")!.Values.ShouldAllBe(value => ((IppCollectionValue)value).Find(IppNames.MediaSize) != null);
    }

    [Fact]
    public void AnswerOfIppeveprinter_ReadAndWritten_IsTheSameOctets() =>
        IppWriter.ToArray(IppReaderTests.Read(Capture, IppLimits.Response)).SequenceEqual(Capture).ShouldBeTrue();

    [Fact]
    public void AnswerOfIppeveprinter_InSmallSegments_ReadsTheSame()
    {
        IppReader.TryRead(Segments.OfSize(Capture, 13), IppLimits.Response, out var message, out _, out _).ShouldBeTrue();

        IppWriter.ToArray(message!).SequenceEqual(Capture).ShouldBeTrue();
        IppReader.TryRead(Segments.OfSize(Capture.AsMemory(..^1), 13), IppLimits.Response, out _, out _, out _).ShouldBeFalse();
    }

    private static byte[] Load(string name)
    {
        using var stream = typeof(IppCaptureTests).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException($"capture {name} is not embedded");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
