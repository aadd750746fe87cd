using System.Buffers.Binary;

namespace Platen.Pdl.Wrapping;

/// <summary>A JPEG image as it is (PDF's DCTDecode), as large as it fits on A4 with the margins that every printer keeps, upright or across as the image is.</summary>
internal sealed class JpegWrap(SourceBytes source, PdfFile pdf, WrapLimits limits)
{
    private const double ShortSide = 595.276;
    private const double LongSide = 841.89;
    private const double Margin = 18;
    private const int BlockBytes = 64 * 1024;

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var frame = await ReadFrameAsync(cancellationToken);
        pdf.Begin();
        // Adobe's programs write the inks of CMYK upside down, and say so
        var (space, decode) = frame.Colours switch
        {
            1 => ("/DeviceGray", ""),
            3 => ("/DeviceRGB", ""),
            _ => ("/DeviceCMYK", frame.IsAdobe ? " /Decode [1 0 1 0 1 0 1 0]" : ""),
        };
        var image = pdf.BeginStream(PdfFile.Text(
            $"/Type /XObject /Subtype /Image /Width {frame.Width} /Height {frame.Height} /ColorSpace {space} /BitsPerComponent 8{decode} /Filter /DCTDecode"));
        while (await source.FillAsync(1, cancellationToken))
        {
            var count = Math.Min(BlockBytes, source.Window.Length);
            pdf.Block.Write(source.Window[..count]);
            source.Advance(count);
            await pdf.FlushAsync(cancellationToken);
        }

        pdf.EndStream();
        AddPage(frame, image);
        return await pdf.CompleteAsync(cancellationToken);
    }

    private void AddPage(Frame frame, int image)
    {
        var (width, height) = frame.Width > frame.Height ? (LongSide, ShortSide) : (ShortSide, LongSide);
        var scale = Math.Min((width - (2 * Margin)) / frame.Width, (height - (2 * Margin)) / frame.Height);
        var (w, h) = (frame.Width * scale, frame.Height * scale);
        pdf.AddPage(width, height, PdfFile.Text($"/XObject << /I {image} 0 R >>"), PdfFile.Text($"q {w:0.###} 0 0 {h:0.###} {(width - w) / 2:0.###} {(height - h) / 2:0.###} cm /I Do Q"));
    }

    /// <summary>Looks for the frame header (ITU-T T.81, B.2.2) without taking anything off.</summary>
    private async Task<Frame> ReadFrameAsync(CancellationToken cancellationToken)
    {
        var (at, isAdobe) = (2, false);
        while (await source.FillAsync(at + 19, cancellationToken) && at < limits.JpegHeaderBytes)
        {
            var rest = source.Window[at..];
            var marker = rest[1];
            if (rest[0] != 0xFF)
            {
                break;
            }

            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                return FrameOf(rest, isAdobe);
            }

            isAdobe |= marker == 0xEE && rest[4..].StartsWith("Adobe"u8);
            at += 2 + Math.Max(2, (int)BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
        }

        throw new FormatException("the JPEG image has no frame header");
    }

    private Frame FrameOf(ReadOnlySpan<byte> rest, bool isAdobe)
    {
        var (bits, height, width, colours) = (rest[4], BinaryPrimitives.ReadUInt16BigEndian(rest[5..]), BinaryPrimitives.ReadUInt16BigEndian(rest[7..]), rest[9]);
        return bits == 8 && colours is 1 or 3 or 4 && width > 0 && height > 0 && width <= limits.SidePixels && height <= limits.SidePixels
            ? new Frame(width, height, colours, isAdobe)
            : throw new FormatException("the JPEG image is of a kind that cannot be converted");
    }

    private sealed record Frame(int Width, int Height, int Colours, bool IsAdobe);
}
