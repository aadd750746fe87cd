using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Platen.Protocols.Pjl;

/// <summary>Reads the PJL before a document: UELs and <c>@PJL</c> lines, up to ENTER LANGUAGE or the first octet that is neither.</summary>
public static class PjlHeaderReader
{
    /// <summary>Reads the header from the start of a job.</summary>
    /// <param name="buffer">The octets received so far.</param>
    /// <param name="isWhole">Whether no octets follow these.</param>
    /// <param name="limits">Bounds.</param>
    /// <param name="header">The header, when true is returned; without commands if the job begins with none.</param>
    /// <param name="consumed">Where the document begins; the start of <paramref name="buffer"/> when more octets are needed.</param>
    /// <param name="examined">Up to where was looked.</param>
    /// <returns>False when more octets are needed; never when <paramref name="isWhole"/>.</returns>
    /// <exception cref="PjlFormatException">A limit is exceeded.</exception>
    public static bool TryRead(
        in ReadOnlySequence<byte> buffer,
        bool isWhole,
        PjlLimits limits,
        [NotNullWhen(true)] out PjlHeader? header,
        out SequencePosition consumed,
        out SequencePosition examined)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var isClipped = buffer.Length > limits.HeaderBytesMax;
        var window = isClipped ? buffer.Slice(0, limits.HeaderBytesMax) : buffer;
        var scan = new Scan(window.IsSingleSegment ? window.FirstSpan : window.ToArray(), isWhole && !isClipped, limits);
        if (scan.Run() is { } found)
        {
            header = found;
            consumed = examined = buffer.GetPosition(found.Length);
            return true;
        }

        if (window.Length == limits.HeaderBytesMax)
        {
            throw new PjlFormatException(PjlFormatError.HeaderTooLong, $"more than {limits.HeaderBytesMax} octets of commands before the document");
        }

        header = null;
        consumed = buffer.Start;
        examined = buffer.End;
        return false;
    }

    private ref struct Scan(ReadOnlySpan<byte> data, bool isWhole, PjlLimits limits)
    {
        private readonly ReadOnlySpan<byte> _data = data;
        private int _position;

        /// <summary>Null when more octets are needed.</summary>
        internal PjlHeader? Run()
        {
            var commands = ImmutableArray.CreateBuilder<PjlCommand>();
            while (true)
            {
                // Blank lines between commands are PJL's; before anything else they are the document's.
                var start = _position + Blanks(_data[_position..], commands.Count > 0 || _position > 0);
                var rest = _data[start..];
                if (rest.StartsWith(PjlSyntax.Uel))
                {
                    _position = start + PjlSyntax.Uel.Length;
                }
                else if (rest.StartsWith(PjlSyntax.Prefix))
                {
                    if (!TryTakeLine(start, commands))
                    {
                        return null;
                    }

                    if (commands[^1] is { Name: "ENTER" })
                    {
                        return new PjlHeader(commands.DrainToImmutable(), _position);
                    }
                }
                else if (!isWhole && (PjlSyntax.Uel.StartsWith(rest) || PjlSyntax.Prefix.StartsWith(rest)))
                {
                    return null;
                }
                else
                {
                    return _position == 0 ? PjlHeader.None : new PjlHeader(commands.DrainToImmutable(), _position);
                }
            }
        }

        private bool TryTakeLine(int start, ImmutableArray<PjlCommand>.Builder commands)
        {
            var line = _data[start..];
            var end = line.IndexOf((byte)'\n');
            if (end >= limits.LineBytesMax || (end < 0 && line.Length >= limits.LineBytesMax))
            {
                throw new PjlFormatException(PjlFormatError.LineTooLong, $"no line feed within {limits.LineBytesMax} octets of a command");
            }

            if (end < 0 && !isWhole)
            {
                return false;
            }

            if (commands.Count == limits.CommandsMax)
            {
                throw new PjlFormatException(PjlFormatError.TooManyCommands, $"more than {limits.CommandsMax} commands before the document");
            }

            _position = end < 0 ? _data.Length : start + end + 1;
            commands.Add(PjlLineParser.Parse((end < 0 ? line : line[..end])[PjlSyntax.Prefix.Length..]));
            return true;
        }

        private static int Blanks(ReadOnlySpan<byte> rest, bool isInside)
        {
            var blanks = isInside ? rest.IndexOfAnyExcept((byte)'\r', (byte)'\n') : 0;
            return blanks < 0 ? rest.Length : blanks;
        }
    }
}
