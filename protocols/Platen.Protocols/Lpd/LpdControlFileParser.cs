using System.Collections.Immutable;

namespace Platen.Protocols.Lpd;

/// <summary>Reads the lines of a control file into <see cref="LpdControlFile"/>.</summary>
internal sealed class LpdControlFileParser(LpdLimits limits)
{
    private readonly ImmutableArray<LpdControlLine>.Builder _lines = ImmutableArray.CreateBuilder<LpdControlLine>();
    private readonly List<LpdDocument> _documents = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private string? _sourceName;

    internal LpdControlFile Parse(ReadOnlySpan<byte> octets)
    {
        foreach (var range in octets.Split((byte)'\n'))
        {
            var line = octets[range].TrimEnd((byte)'\r');
            if (line.IsEmpty)
            {
                continue;
            }

            if (_lines.Count == limits.ControlLinesMax)
            {
                throw new LpdFormatException(LpdFormatError.TooManyItems, $"control file of more than {limits.ControlLinesMax} lines");
            }

            Take(new LpdControlLine((char)line[0], LpdText.Decode(line[1..])));
        }

        return Assemble();
    }

    /// <summary>Codes that ask to print a file (RFC 1179 sections 7.17 to 7.29); z and others are for unknown filters of old.</summary>
    internal static bool IsPrintCode(char code) => code is 'c' or 'd' or 'f' or 'g' or 'k' or 'l' or 'n' or 'o' or 'p' or 'r' or 't' or 'v' or 'z';

    private void Take(LpdControlLine line)
    {
        _lines.Add(line);
        if (IsPrintCode(line.Code))
        {
            TakeDocument(line);
        }
        else if (line.Code == 'N')
        {
            TakeSourceName(line.Operand);
        }
    }

    // The same file named again asks for one more copy.
    private void TakeDocument(LpdControlLine line)
    {
        if (!LpdText.IsName(line.Operand) || line.Operand.Length > limits.FileNameBytesMax)
        {
            throw new LpdFormatException(LpdFormatError.BadFileName, $"control file line {_lines.Count} names a data file that is not taken");
        }

        if (_places.TryGetValue(line.Operand, out var place))
        {
            _documents[place] = _documents[place] with { Copies = _documents[place].Copies + 1 };
            return;
        }

        _places.Add(line.Operand, _documents.Count);
        _documents.Add(new LpdDocument(line.Operand, line.Code, _sourceName, Copies: 1));
        _sourceName = null;
    }

    // N follows the line of its document with most clients, and precedes it with some.
    private void TakeSourceName(string name)
    {
        if (_documents.Count > 0 && _documents[^1].SourceName is null)
        {
            _documents[^1] = _documents[^1] with { SourceName = name };
        }
        else if (_documents.Count == 0 || _documents[^1].SourceName != name)
        {
            _sourceName = name;
        }
    }

    private LpdControlFile Assemble() => new()
    {
        Host = Find('H') ?? string.Empty,
        User = Find('P') ?? string.Empty,
        JobName = Find('J'),
        Class = Find('C'),
        Banner = Find('L'),
        Title = Find('T'),
        MailTo = Find('M'),
        Documents = [.. _documents],
        Lines = _lines.DrainToImmutable(),
    };

    private string? Find(char code)
    {
        foreach (var line in _lines)
        {
            if (line.Code == code)
            {
                return line.Operand;
            }
        }

        return null;
    }
}
