using System.Buffers;

namespace Platen.Protocols.Smtp;

/// <summary>A client's command (RFC 5321, section 4.1).</summary>
/// <param name="Verb">In capitals.</param>
/// <param name="Argument">What follows the verb, without the spaces around it.</param>
public sealed record SmtpCommand(string Verb, string Argument)
{
    /// <summary>Takes a command from what was received; null: its end is not there yet.</summary>
    /// <exception cref="SmtpFormatException">It breaks a limit, or is no text.</exception>
    public static SmtpCommand? TryTake(ref ReadOnlySequence<byte> input, SmtpLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (SmtpLine.TryTake(ref input, limits.CommandOctetsMax, "command") is not { } line)
        {
            return null;
        }

        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? new SmtpCommand(line.ToUpperInvariant(), "") : new SmtpCommand(line[..space].ToUpperInvariant(), line[space..].Trim());
    }
}
