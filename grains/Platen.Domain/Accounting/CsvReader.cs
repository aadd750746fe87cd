using System.Collections.Immutable;
using System.Text;

namespace Platen.Domain.Accounting;

/// <summary>Reads lines of CSV (RFC 4180) within bounds: quoted values may hold commas, quotes and line ends. Semicolons separate too, if the first line has no comma: some spreadsheets write so.</summary>
internal static class CsvReader
{
    /// <summary>Most characters of a value.</summary>
    public const int ValueMax = 1_024;

    /// <summary>Most values of a line.</summary>
    public const int ValuesMax = 64;

    /// <summary>The lines that are not blank, each with the number of the line in the file where it begins; null and the reason when the text is no CSV.</summary>
    public static (ImmutableArray<(int Number, ImmutableArray<string> Values)> Lines, string? Fault) Read(string text, int linesMax)
    {
        var head = text.AsSpan()[..Math.Max(0, text.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : text.Length)];
        var reader = new Reading(text.TrimStart('\uFEFF'), head.Contains(',') || !head.Contains(';') ? ',' : ';', linesMax);
        var fault = reader.Run();
        return (fault is null ? reader.Lines.ToImmutable() : [], fault);
    }

    private sealed class Reading(string text, char separator, int linesMax)
    {
        private readonly List<string> _values = [];
        private readonly StringBuilder _value = new();
        private int _number = 1;
        private int _begins = 1;

        public ImmutableArray<(int Number, ImmutableArray<string> Values)>.Builder Lines { get; } = ImmutableArray.CreateBuilder<(int Number, ImmutableArray<string> Values)>();

        public string? Run()
        {
            var (quoted, fault) = (false, (string?)null);
            for (var i = 0; i < text.Length && fault is null; i++)
            {
                var c = text[i];
                _number += c == '\n' ? 1 : 0;
                if (c == '"' && quoted && i + 1 < text.Length && text[i + 1] == '"')
                {
                    fault = Add(text[i++]);
                }
                else if (c == '"')
                {
                    quoted = !quoted;
                }
                else if (quoted || (c != separator && c is not ('\r' or '\n')))
                {
                    fault = Add(c);
                }
                else
                {
                    fault = c == separator ? EndValue() : c == '\n' ? EndLine() : null;
                }
            }

            return fault ?? (quoted ? $"Line {_begins}: a quote is not closed." : EndLine());
        }

        private string? Add(char c)
        {
            _value.Append(c);
            return _value.Length > ValueMax ? $"Line {_begins}: a value has more than {ValueMax} characters." : null;
        }

        private string? EndValue()
        {
            _values.Add(_value.ToString().Trim());
            _value.Clear();
            return _values.Count > ValuesMax ? $"Line {_begins}: there are more than {ValuesMax} values." : null;
        }

        private string? EndLine()
        {
            var fault = EndValue();
            if (_values.Any(value => value.Length > 0))
            {
                Lines.Add((_begins, [.. _values]));
            }

            _values.Clear();
            _begins = _number;
            return fault ?? (Lines.Count > linesMax ? $"The file has more than {linesMax} lines; split it." : null);
        }
    }
}
