using QRCoder;

namespace Platen.SiteAgent.Panel.Html;

/// <summary>An address as a QR code (ISO/IEC 18004), as PNG: the small browsers of devices show it without script and without SVG.</summary>
internal static class QrPicture
{
    private const int PixelsPerModule = 8;

    public static byte[] Of(string address)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        return new PngByteQRCode(data).GetGraphic(PixelsPerModule);
    }
}
