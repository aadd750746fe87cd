using System.Buffers.Text;
using System.Collections.Immutable;

namespace Platen.Protocols.Lpd;

/// <summary>Reads the lines of commands and subcommands, without their line feed (RFC 1179 sections 5 and 6).</summary>
internal static class LpdLineParser
{
    private const byte AbortJob = 1;

    internal static LpdCommand Command(ReadOnlySpan<byte> line, LpdLimits limits)
    {
        if (line.IsEmpty || line[0] is < (byte)LpdCommandCode.PrintWaitingJobs or > (byte)LpdCommandCode.RemoveJobs)
        {
            throw new LpdFormatException(LpdFormatError.UnknownCommand, line.IsEmpty ? "empty command" : $"unknown command code {line[0]}");
        }

        var words = Words(line[1..], limits);
        var queue = words.Count > 0 ? words[0] : string.Empty;
        if (!LpdText.IsName(queue) || queue.Length > limits.QueueNameBytesMax)
        {
            throw new LpdFormatException(LpdFormatError.BadQueueName, $"a queue name must have 1 to {limits.QueueNameBytesMax} printable characters, without blanks and slashes");
        }

        var code = (LpdCommandCode)line[0];
        var hasAgent = code == LpdCommandCode.RemoveJobs && words.Count > 1;
        return new LpdCommand(code, queue, hasAgent ? words[1] : string.Empty, [.. words.Skip(hasAgent ? 2 : 1)]);
    }

    internal static bool IsAbort(ReadOnlySpan<byte> line) => line is [AbortJob, ..];

    internal static LpdFile File(ReadOnlySpan<byte> line, LpdLimits limits)
    {
        if (line.IsEmpty || line[0] is not ((byte)LpdFileKind.Control or (byte)LpdFileKind.Data))
        {
            throw new LpdFormatException(LpdFormatError.UnknownCommand, line.IsEmpty ? "empty subcommand" : $"unknown subcommand code {line[0]}");
        }

        var kind = (LpdFileKind)line[0];
        var operands = line[1..];
        if (!Utf8Parser.TryParse(operands, out long size, out var digits) || size < 0 || operands.Length == digits || operands[digits] != ' ' || operands[0] is < (byte)'0' or > (byte)'9')
        {
            throw new LpdFormatException(LpdFormatError.BadFileSize, "a file's size must be a number followed by a blank");
        }

        var octets = operands[(digits + 1)..];
        var name = LpdText.Decode(octets);
        if (octets.Length > limits.FileNameBytesMax || !LpdText.IsName(name))
        {
            throw new LpdFormatException(LpdFormatError.BadFileName, $"a file name must have 1 to {limits.FileNameBytesMax} printable characters, without blanks and slashes");
        }

        return new LpdFile(kind, name, Size(kind, size, limits));
    }

    private static long? Size(LpdFileKind kind, long size, LpdLimits limits)
    {
        if (kind == LpdFileKind.Data && size is 0 or LpdServerSession.UnknownSizeOfWindows)
        {
            return null;
        }

        var max = kind == LpdFileKind.Control ? limits.ControlFileBytesMax : limits.DataFileBytesMax;
        return size <= max ? size : throw new LpdFormatException(LpdFormatError.FileTooLong, $"{kind} file of {size} octets; at most {max} are taken");
    }

    private static List<string> Words(ReadOnlySpan<byte> octets, LpdLimits limits)
    {
        var words = new List<string>();
        foreach (var range in octets.SplitAny(" \t\v\f"u8))
        {
            if (octets[range].IsEmpty)
            {
                continue;
            }

            if (words.Count == limits.OperandsMax + 2)
            {
                throw new LpdFormatException(LpdFormatError.TooManyItems, $"more than {limits.OperandsMax} operands");
            }

            words.Add(LpdText.Decode(octets[range]));
        }

        return words;
    }
}
