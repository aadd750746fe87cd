using System.Collections.Immutable;
using System.Text;

namespace Platen.Protocols.Pjl;

/// <summary>Reads one PJL line, without <c>@PJL</c> and line end. Nothing in it is an error: devices skip what they do not understand, and so do we.</summary>
internal static class PjlLineParser
{
    internal static PjlCommand Parse(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line).Trim();
        var end = text.AsSpan().IndexOfAny(" \t=:");
        var name = (end < 0 ? text : text[..end]).ToUpperInvariant();
        var rest = end < 0 ? string.Empty : text[end..].Trim();
        return new PjlCommand(name, name is "COMMENT" or "ECHO" ? [] : Parameters(rest), rest);
    }

    private static ImmutableArray<PjlParameter> Parameters(ReadOnlySpan<char> rest)
    {
        var parameters = ImmutableArray.CreateBuilder<PjlParameter>();
        while (true)
        {
            rest = rest.TrimStart(" \t=:");
            if (rest.IsEmpty)
            {
                return parameters.DrainToImmutable();
            }

            var name = TakeWord(ref rest);
            rest = rest.TrimStart(" \t");
            string? value = null;
            if (rest is [('=' or ':'), ..])
            {
                rest = rest[1..].TrimStart(" \t");
                value = TakeWord(ref rest).ToString();
            }

            parameters.Add(new PjlParameter(name.ToString().ToUpperInvariant(), value));
        }
    }

    /// <summary>A quoted string without its quotes, or all up to a blank, '=' or ':'. A quote that is not closed reaches to the end.</summary>
    private static ReadOnlySpan<char> TakeWord(ref ReadOnlySpan<char> rest)
    {
        var quoted = rest is ['"', ..];
        var body = quoted ? rest[1..] : rest;
        var end = quoted ? body.IndexOf('"') : body.IndexOfAny(" \t=:");
        if (end < 0)
        {
            rest = [];
            return body;
        }

        rest = quoted ? body[(end + 1)..] : body[end..];
        return body[..end];
    }
}
