using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Platen.Protocols.Lpd;

/// <summary>The parts of a file name such as <c>dfA123host</c> (RFC 1179 sections 6.2 and 6.3).</summary>
/// <param name="Kind">Control (cf) or data (df).</param>
/// <param name="Letter">A to Z, a to z: distinguishes the data files of a job.</param>
/// <param name="Number">The job's number, 0 to 999; up to 999,999 is taken.</param>
/// <param name="Host">The client's host name.</param>
public sealed record LpdFileName(LpdFileKind Kind, char Letter, int Number, string Host)
{
    private const int DigitsMax = 6;

    /// <summary>False when the name has not that form; clients exist that send other names.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out LpdFileName? name)
    {
        ArgumentNullException.ThrowIfNull(text);
        name = null;
        if (text.Length < 6 || text[1] != 'f' || text[0] is not ('c' or 'd') || !char.IsAsciiLetter(text[2]))
        {
            return false;
        }

        var digits = text.AsSpan(3).IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? text.Length - 3 : digits;
        if (digits is < 3 or > DigitsMax)
        {
            // A host name may begin with digits: then only the first three are the number.
            digits = digits > DigitsMax ? 3 : 0;
        }

        if (digits == 0)
        {
            return false;
        }

        var number = int.Parse(text.AsSpan(3, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        name = new LpdFileName(text[0] == 'c' ? LpdFileKind.Control : LpdFileKind.Data, text[2], number, text[(3 + digits)..]);
        return true;
    }

    /// <summary>The name as it stands on the wire, its number with three digits at least.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Kind == LpdFileKind.Control ? 'c' : 'd')}f{Letter}{Number:000}{Host}");
}
