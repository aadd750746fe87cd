using System.Buffers.Binary;
using System.Text;

namespace Platen.Benchmarks.Load;

/// <summary>Whole HTTP requests with IPP in them (RFC 8010), as bytes to send again and again. Written by hand, so that the load does not rest on the codec that it measures.</summary>
internal static class IppRequests
{
    private const short PrintJobCode = 0x0002;
    private const short GetPrinterAttributesCode = 0x000B;
    private const short ReleaseJobCode = 0x000D;
    private const byte OperationGroup = 0x01;
    private const byte JobGroup = 0x02;
    private const byte End = 0x03;
    private const byte IntegerTag = 0x21;
    private const byte NameTag = 0x42;
    private const byte KeywordTag = 0x44;
    private const byte UriTag = 0x45;
    private const byte CharsetTag = 0x47;
    private const byte LanguageTag = 0x48;
    private const byte MediaTypeTag = 0x49;

    /// <summary>Print-Job with the document behind it.</summary>
    public static byte[] PrintJob(int port, string path, ReadOnlySpan<byte> document, bool hold)
    {
        using var head = Begin(PrintJobCode, port, path);
        Text(head, NameTag, "requesting-user-name", "bench");
        Text(head, NameTag, "job-name", "A document of the benchmark");
        Text(head, MediaTypeTag, "document-format", "application/postscript");
        if (hold)
        {
            head.WriteByte(JobGroup);
            Text(head, KeywordTag, "job-hold-until", "indefinite");
        }

        return Finish(head, port, path, document);
    }

    /// <summary>Release-Job (RFC 8011, 4.3.6).</summary>
    public static byte[] ReleaseJob(int port, string path, int job)
    {
        using var head = Begin(ReleaseJobCode, port, path);
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, job);
        Value(head, IntegerTag, "job-id", number);
        Text(head, NameTag, "requesting-user-name", "bench");
        return Finish(head, port, path, []);
    }

    /// <summary>Get-Printer-Attributes: is the server ready?</summary>
    public static byte[] GetPrinterAttributes(int port, string path)
    {
        using var head = Begin(GetPrinterAttributesCode, port, path);
        Text(head, KeywordTag, "requested-attributes", "printer-state");
        return Finish(head, port, path, []);
    }

    private static MemoryStream Begin(short operation, int port, string path)
    {
        var head = new MemoryStream();
        head.Write([2, 0, (byte)(operation >> 8), (byte)operation, 0, 0, 0, 1, OperationGroup]);
        Text(head, CharsetTag, "attributes-charset", "utf-8");
        Text(head, LanguageTag, "attributes-natural-language", "en");
        Text(head, UriTag, "printer-uri", $"ipp://127.0.0.1:{port}{path}");
        return head;
    }

    private static byte[] Finish(MemoryStream head, int port, string path, ReadOnlySpan<byte> document)
    {
        head.WriteByte(End);
        var http = $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/ipp\r\nContent-Length: {head.Length + document.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(http), .. head.ToArray(), .. document];
    }

    private static void Text(MemoryStream head, byte tag, string name, string value) => Value(head, tag, name, Encoding.UTF8.GetBytes(value));

    private static void Value(MemoryStream head, byte tag, string name, ReadOnlySpan<byte> value)
    {
        head.Write([tag, (byte)(name.Length >> 8), (byte)name.Length]);
        head.Write(Encoding.ASCII.GetBytes(name));
        head.Write([(byte)(value.Length >> 8), (byte)value.Length]);
        head.Write(value);
    }
}
