using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Platen.Protocols.Pjl;

/// <summary>Reads the replies of a device, each of which ends with a form feed. Lines that are not understood are kept.</summary>
public static class PjlReplyReader
{
    /// <summary>Reads one reply from the start of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">The octets received so far.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="reply">The reply, when true is returned.</param>
    /// <param name="consumed">Where the reply ends; the start of <paramref name="buffer"/> when more octets are needed.</param>
    /// <param name="examined">Up to where was looked.</param>
    /// <returns>False when more octets are needed; nothing is consumed then.</returns>
    /// <exception cref="PjlFormatException">A limit is exceeded.</exception>
    public static bool TryRead(
        in ReadOnlySequence<byte> buffer,
        PjlLimits limits,
        [NotNullWhen(true)] out PjlReply? reply,
        out SequencePosition consumed,
        out SequencePosition examined)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out ReadOnlySequence<byte> octets, PjlSyntax.FormFeed))
        {
            ThrowIfTooLong(buffer.Length, limits);
            reply = null;
            consumed = buffer.Start;
            examined = buffer.End;
            return false;
        }

        ThrowIfTooLong(octets.Length, limits);
        consumed = examined = reader.Position;
        reply = Parse(Encoding.UTF8.GetString(octets));
        return true;
    }

    private static void ThrowIfTooLong(long length, PjlLimits limits)
    {
        if (length >= limits.ReplyBytesMax)
        {
            throw new PjlFormatException(PjlFormatError.ReplyTooLong, $"no form feed within {limits.ReplyBytesMax} octets of a reply");
        }
    }

    private static PjlReply Parse(string text)
    {
        string[] lines = [.. text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
        var topic = lines.Length == 0 ? string.Empty : lines[0].Replace("@PJL", string.Empty, StringComparison.Ordinal).Trim();
        var words = topic.ToUpperInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ImmutableArray<string> rest = [.. lines.Skip(1)];
        return new PjlReply
        {
            Kind = Kind(words, rest),
            Topic = topic,
            Lines = rest,
            JobName = Find(rest, "NAME"),
            Pages = Number(Find(rest, "PAGES") ?? Find(rest, "PAGECOUNT") ?? rest.FirstOrDefault()),
            Code = Number(Find(rest, "CODE")),
            Display = Find(rest, "DISPLAY"),
            IsOnline = Find(rest, "ONLINE")?.ToUpperInvariant() switch { "TRUE" => true, "FALSE" => false, _ => null },
        };
    }

    private static PjlReplyKind Kind(string[] words, ImmutableArray<string> lines) => words switch
    {
        ["USTATUS", "PAGE"] => PjlReplyKind.Page,
        ["USTATUS", "JOB"] => lines.FirstOrDefault()?.ToUpperInvariant() switch
        {
            "START" => PjlReplyKind.JobStart,
            "END" => PjlReplyKind.JobEnd,
            "CANCELED" or "CANCELLED" => PjlReplyKind.JobCanceled,
            _ => PjlReplyKind.Other,
        },
        ["USTATUS", "DEVICE" or "TIMED"] or ["INFO", "STATUS"] => PjlReplyKind.Status,
        ["INFO", "PAGECOUNT"] => PjlReplyKind.PageCount,
        ["ECHO", ..] => PjlReplyKind.Echo,
        _ => PjlReplyKind.Other,
    };

    private static string? Find(ImmutableArray<string> lines, string name)
    {
        foreach (var line in lines)
        {
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0 && line.AsSpan(0, equals).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return line[(equals + 1)..].Trim().Trim('"');
            }
        }

        return null;
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
