using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Platen.Pdl.Pdf;

/// <summary>The digest that PDF's older security handlers make their keys with.</summary>
internal static class PdfDigest
{
    [SuppressMessage("Security", "CA5351", Justification = "ISO 32000-1 algorithm 2 prescribes MD5; it opens documents that are there, and protects nothing of ours")]
    public static byte[] Compute(ReadOnlySpan<byte> data) => MD5.HashData(data);
}
