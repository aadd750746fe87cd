using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Platen.Protocols.Smtp;

/// <summary>A server's reply (RFC 5321, section 4.2).</summary>
/// <param name="Code">Of three digits, 200 to 599.</param>
/// <param name="Lines">Its texts, one at least.</param>
public sealed record SmtpReply(int Code, ImmutableArray<string> Lines)
{
    /// <summary>A reply of one line.</summary>
    public SmtpReply(int code, string text)
        : this(code, [text])
    {
    }

    /// <summary>It was done (2xx).</summary>
    public bool IsPositive => Code is >= 200 and < 300;

    /// <summary>As one line, for logs and for passing on.</summary>
    public string Text => string.Join(' ', Lines);

    /// <summary>Takes a whole reply from what was received; null: its end is not there yet, and nothing was taken.</summary>
    /// <exception cref="SmtpFormatException">It is none, or breaks a limit.</exception>
    public static SmtpReply? TryTake(ref ReadOnlySequence<byte> input, SmtpLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var (rest, lines, code) = (input, ImmutableArray.CreateBuilder<string>(), 0);
        while (SmtpLine.TryTake(ref rest, limits.ReplyOctetsMax, "reply line") is { } line)
        {
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var of) || of is < 200 or > 599 || (code != 0 && of != code)
                || (line.Length > 3 && line[3] is not ' ' and not '-'))
            {
                throw new SmtpFormatException("The mail server's reply is no SMTP reply.");
            }

            code = of;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                input = rest;
                return new SmtpReply(code, lines.ToImmutable());
            }

            if (lines.Count >= limits.ReplyLinesMax)
            {
                throw new SmtpFormatException($"The mail server's reply has more than {limits.ReplyLinesMax} lines.");
            }
        }

        return null;
    }

    /// <summary>As it goes over the wire. What is no printable text is left out: a reply is made of others' texts.</summary>
    public override string ToString() => string.Concat(Lines.Select((line, index) => $"{Code}{(index == Lines.Length - 1 ? ' ' : '-')}{Printable(line)}\r\n"));

    private static string Printable(string text) => new([.. text.Where(c => !char.IsControl(c)).Take(400)]);
}
