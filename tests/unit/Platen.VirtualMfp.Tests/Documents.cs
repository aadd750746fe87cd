using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Platen.Protocols.Pjl;

namespace Platen.VirtualMfp.Tests;

/// <summary>What the tests print.</summary>
internal static class Documents
{
    internal static byte[] PostScript { get; } = "%!PS-Adobe-3.0\n%%Page: 1 1\nshowpage\n%%Page: 2 2\nshowpage\n%%EOF\n"u8.ToArray();

    internal static byte[] WithOwnPjl { get; } = "\e%-12345X@PJL SET COPIES=1\r\n@PJL JOB NAME=\"own\"\r\n@PJL ENTER LANGUAGE=PCL\r\n\eEpage\f\eE\e%-12345X@PJL EOJ\r\n\e%-12345X"u8.ToArray();

    internal static byte[] Wrap(byte[] document, string name = "platen-1", string? language = null)
    {
        var wrapper = new PjlJobWrapper { Name = name, Display = "alice report", Language = language };
        var output = new ArrayBufferWriter<byte>();
        wrapper.WriteStart(output);
        output.Write(document);
        wrapper.WriteEnd(output);
        return output.WrittenSpan.ToArray();
    }

    internal static string Sha256(byte[] octets) => Convert.ToHexStringLower(SHA256.HashData(octets));

    internal static byte[] Octets(string latin1) => Encoding.Latin1.GetBytes(latin1);
}
