using System.Globalization;
using System.Text;

namespace Platen.Domain.Directories;

/// <summary>Distinguished names as text (RFC 4514), in one form, so that two spellings of one name are equal: without case, without blanks around separators, escapes undone and done again.</summary>
public static class DistinguishedName
{
    private const string Special = ",+\"\\<>;=#";

    /// <summary>The one form. A text that is no name keeps its characters in small letters.</summary>
    public static string Normalize(string name)
    {
        var result = new StringBuilder(name.Length);
        var blanks = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '\\' && i + 1 < name.Length)
            {
                Flush(result, ref blanks);
                i = Unescape(name, i, result);
            }
            else if (c is ',' or '+' or ';' or '=')
            {
                blanks = 0; // blanks before a separator
                result.Append(c == ';' ? ',' : c);
                i = SkipBlanks(name, i);
            }
            else if (c == ' ')
            {
                blanks++;
            }
            else
            {
                Flush(result, ref blanks);
                result.Append(c);
            }
        }

        return result.ToString().ToUpperInvariant();
    }

    // several blanks within a value count as one (RFC 4518, 2.6.1)
    private static void Flush(StringBuilder result, ref int blanks)
    {
        if (blanks > 0 && result.Length > 0)
        {
            result.Append(' ');
        }

        blanks = 0;
    }

    private static int SkipBlanks(string name, int at)
    {
        while (at + 1 < name.Length && name[at + 1] == ' ')
        {
            at++;
        }

        return at;
    }

    // \2C or \, : a run of hexadecimal pairs is UTF-8
    private static int Unescape(string name, int at, StringBuilder result)
    {
        List<byte> octets = [];
        while (at + 2 < name.Length && name[at] == '\\' && byte.TryParse(name.AsSpan(at + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
        {
            octets.Add(octet);
            at += 3;
        }

        if (octets.Count == 0)
        {
            Append(result, name[at + 1]);
            return at + 1;
        }

        foreach (var c in Encoding.UTF8.GetString([.. octets]))
        {
            Append(result, c);
        }

        return at - 1;
    }

    private static void Append(StringBuilder result, char c)
    {
        if (Special.Contains(c, StringComparison.Ordinal))
        {
            result.Append('\\');
        }

        result.Append(c);
    }
}
