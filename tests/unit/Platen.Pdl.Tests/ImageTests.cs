using System.Buffers.Binary;
using Platen.Pdl.Tests.Corpus;

namespace Platen.Pdl.Tests;

/// <summary>Images: what is inside of them is theirs, and a TIFF's directories are followed without being led in circles.</summary>
public sealed class ImageTests
{
    [Fact]
    public void Jpeg_HoldingAnExitSequence_IsOneDocument()
    {
        // the mutant "search the image for the exit" takes the comment for the end of the image
        byte[] comment = [.. "\u001b%-12345X@PJL SET COPIES=99\r\n@PJL ENTER LANGUAGE=PCL\r\nx\fx\fx\f"u8];
        byte[] image = [0xFF, 0xD8, 0xFF, 0xFE, 0, (byte)(comment.Length + 2), .. comment, .. Frame(3), .. "scan\u001b%-12345Xscan"u8, 0xFF, 0, 0xFF, 0xD9];
        var report = Inspect.Whole([.. image, .. "\u001b%-12345X@PJL EOJ\r\n"u8]);

        report.Documents.ShouldBe(1);
        report.Copies.IsKnown.ShouldBeFalse();
        report.Pages.Value.ShouldBe(1);
        report.IsComplete.ShouldBeTrue();
        report.Pjl.ShouldNotBeNull();
    }

    [Fact]
    public void Jpeg_WithALargeHeader_StillTellsGrey()
    {
        byte[] image = [0xFF, 0xD8, .. Enumerable.Repeat<byte[]>([0xFF, 0xE1, 0xFF, 0xFF, .. new byte[65533]], 3).SelectMany(s => s), .. Frame(1), 0xFF, 0xD9];

        Inspect.Whole(image).ColourPages.ShouldBe(new Finding<int>(0, Evidence.Parsed, Confidence.High));
    }

    [Theory]
    [InlineData(8u, "itself")]
    [InlineData(4u, "the header")]
    [InlineData(uint.MaxValue, "behind the end")]
    public void TiffDirectory_ThatLeadsNowhere_IsNotTrusted(uint next, string what)
    {
        var pages = Inspect.Whole(Tiff((0, 1, next))).Pages;

        pages.Value.ShouldBeNull(what);
        pages.Reason.ShouldNotBeNull(what);
    }

    [Fact]
    public void TiffDirectory_OfAThumbnailOrMask_IsNoPage()
    {
        var report = Inspect.Whole(Tiff((0, 2, 38), (1, 2, 68), (4, 1, 98), (2, 0, 0)));

        report.Pages.ShouldBe(new PageCount(2, Evidence.Parsed, Confidence.High));
        report.ColourPages.Value.ShouldBe(1);
    }

    private static byte[] Frame(byte components) => [0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, components, 1, 0x11, 0, 0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];

    /// <summary>Directories of two entries, 30 bytes each, one behind the other from offset 8.</summary>
    private static byte[] Tiff(params (uint Subfile, uint Photometric, uint Next)[] directories)
    {
        var bytes = new byte[8 + (30 * directories.Length)];
        "II*\0"u8.CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4), 8);
        var at = bytes.AsSpan(8);
        foreach (var (subfile, photometric, next) in directories)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(at, 2);
            Entry(at[2..], 254, subfile);
            Entry(at[14..], 262, photometric);
            BinaryPrimitives.WriteUInt32LittleEndian(at[26..], next);
            at = at[30..];
        }

        return bytes;
    }

    private static void Entry(Span<byte> at, ushort tag, uint value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(at, tag);
        BinaryPrimitives.WriteUInt16LittleEndian(at[2..], 4);
        BinaryPrimitives.WriteUInt32LittleEndian(at[4..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(at[8..], value);
    }
}
