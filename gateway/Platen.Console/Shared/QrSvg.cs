using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Html;
using QRCoder;

namespace Platen.Console.Shared;

/// <summary>A text as a QR code (ISO/IEC 18004), drawn within the page: no picture of a secret is ever fetched, or kept by the browser.</summary>
public static class QrSvg
{
    /// <summary>The drawing, one unit a module, with its quiet zone.</summary>
    public static IHtmlContent Of(string text, string label)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var (size, path) = (data.ModuleMatrix.Count, new StringBuilder());
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (data.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return new HtmlString(
            $"<svg class=\"qr\" viewBox=\"0 0 {size} {size}\" role=\"img\" aria-label=\"{System.Net.WebUtility.HtmlEncode(label)}\" shape-rendering=\"crispEdges\"><path d=\"{path}\"/></svg>");
    }
}
