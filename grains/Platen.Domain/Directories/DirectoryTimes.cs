using System.Globalization;

namespace Platen.Domain.Directories;

/// <summary>Times of accounts as directories write them.</summary>
public static class DirectoryTimes
{
    private static readonly string[] GeneralizedTimes = ["yyyyMMddHHmmss'Z'", "yyyyMMddHHmm'Z'", "yyyyMMddHH'Z'", "yyyyMMddHHmmss.f'Z'", "yyyyMMddHHmmss.fff'Z'"];
    private static readonly long LastFileTime = DateTime.MaxValue.ToFileTimeUtc();

    /// <summary>When an account ends. Active Directory counts 100 ns since 1601 and has two words for never (MS-ADA1, 2.3: 0 and 2^63-1); others write a GeneralizedTime in UTC (RFC 4517, section 3.3.13).</summary>
    /// <param name="schema">Whose way of writing.</param>
    /// <param name="written">The attribute's value; empty: the account has no end.</param>
    /// <param name="end">The end; <see cref="DateTimeOffset.MaxValue"/> when there is none.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryEnd(DirectorySchema schema, string written, out DateTimeOffset end)
    {
        end = DateTimeOffset.MaxValue;
        if (written.Length == 0)
        {
            return true;
        }

        return schema == DirectorySchema.ActiveDirectory ? TryFileTime(written, ref end) : TryGeneralized(written, ref end);
    }

    private static bool TryFileTime(string written, ref DateTimeOffset end)
    {
        if (!long.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
        {
            return false;
        }

        end = ticks == 0 || ticks > LastFileTime ? DateTimeOffset.MaxValue : new DateTimeOffset(DateTime.FromFileTimeUtc(ticks));
        return true;
    }

    private static bool TryGeneralized(string written, ref DateTimeOffset end)
    {
        if (!DateTimeOffset.TryParseExact(written, GeneralizedTimes, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var read))
        {
            return false;
        }

        end = read;
        return true;
    }
}
