using System.Globalization;
using System.Text;

namespace Platen.Domain.Directories;

/// <summary>Search filters as text (RFC 4515).</summary>
public static class LdapFilter
{
    /// <summary>Longest filter that is taken, in characters.</summary>
    public const int LengthMax = 1_000;

    private const int DepthMax = 16;

    /// <summary>A value as it stands in a filter: whatever has a meaning there, and whatever is no plain ASCII, becomes a backslash and two hexadecimal digits of each byte (RFC 4515, 3).</summary>
    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length + 8);
        foreach (var octet in Encoding.UTF8.GetBytes(value))
        {
            if (octet is <= 0x20 or >= 0x7f or (byte)'*' or (byte)'(' or (byte)')' or (byte)'\\' or (byte)'&' or (byte)'|' or (byte)'!' or (byte)'=')
            {
                text.Append(CultureInfo.InvariantCulture, $"\\{octet:x2}");
            }
            else
            {
                text.Append((char)octet);
            }
        }

        return text.ToString();
    }

    /// <summary>An equality match: the attribute is the administrator's, the value may be anybody's.</summary>
    public static string IsEqual(string attribute, string value) => $"({attribute}={Escape(value)})";

    /// <summary>What is wrong with a filter that an administrator wrote; null: nothing that can be seen without the directory.</summary>
    public static string? Check(string filter)
    {
        if (filter.Length > LengthMax)
        {
            return $"has {filter.Length} characters; {LengthMax} at most are allowed";
        }

        var (depth, closed) = (0, 0);
        foreach (var c in filter)
        {
            if (char.IsControl(c))
            {
                return "has control characters; leave them out";
            }

            depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            closed += c == ')' && depth == 0 ? 1 : 0;
            if (depth is < 0 or > DepthMax)
            {
                break;
            }
        }

        return depth == 0 && closed == 1 && filter[0] == '(' && filter[^1] == ')' ? null : "is no filter such as (objectClass=person): its brackets do not fit";
    }
}
