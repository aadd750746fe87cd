using System.Buffers;
using System.Text;

namespace Platen.Protocols.Lpd;

/// <summary>Writes a control file (RFC 1179 section 7).</summary>
internal static class LpdControlFileWriter
{
    private const int HostBytesMax = 31;
    private const int UserBytesMax = 31;
    private const int JobNameBytesMax = 99;
    private const int ClassBytesMax = 31;
    private const int TitleBytesMax = 79;
    private const int SourceNameBytesMax = 131;

    internal static void Write(LpdControlFile file, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        WriteLine('H', file.Host, HostBytesMax, output);
        WriteLine('P', file.User, UserBytesMax, output);
        WriteLine('J', file.JobName, JobNameBytesMax, output);
        WriteLine('C', file.Class, ClassBytesMax, output);
        WriteLine('L', file.Banner, UserBytesMax, output);
        WriteLine('T', file.Title, TitleBytesMax, output);
        WriteLine('M', file.MailTo, UserBytesMax, output);
        foreach (var document in file.Documents)
        {
            WriteDocument(document, output);
        }
    }

    private static void WriteDocument(LpdDocument document, IBufferWriter<byte> output)
    {
        if (!LpdText.IsName(document.DataFile) || !LpdControlFileParser.IsPrintCode(document.Format))
        {
            throw new ArgumentException($"document {document.DataFile} with format {document.Format} cannot stand in a control file", nameof(document));
        }

        for (var copy = 0; copy < document.Copies; copy++)
        {
            WriteLine(document.Format, document.DataFile, int.MaxValue, output);
        }

        WriteLine('U', document.DataFile, int.MaxValue, output);
        WriteLine('N', document.SourceName, SourceNameBytesMax, output);
    }

    private static void WriteLine(char code, string? operand, int bytesMax, IBufferWriter<byte> output)
    {
        if (operand is not null)
        {
            output.Write(Encoding.UTF8.GetBytes($"{code}{Utf8Text.Cut(LpdText.Clean(operand), bytesMax)}\n"));
        }
    }
}
