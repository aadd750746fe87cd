using System.Globalization;

namespace Platen.Rpc.Wire;

/// <summary><c>grpc-timeout</c> on the wire (PROTOCOL-HTTP2, "Timeout"): 1 to 8 digits and a unit of <c>H M S m u n</c>.</summary>
internal static class TimeoutValue
{
    /// <summary>The longest deadline that a timer is set for (49 days); a longer one is as good as none.</summary>
    public static readonly TimeSpan Max = TimeSpan.FromDays(49);

    private const int DigitsMax = 8;
    private const long ValueMax = 99_999_999;

    // Finest first: a value goes out in the first unit in which it fits.
    private static readonly (char Unit, long Ticks)[] Units =
    [
        ('u', TimeSpan.TicksPerMicrosecond), ('m', TimeSpan.TicksPerMillisecond), ('S', TimeSpan.TicksPerSecond),
        ('M', TimeSpan.TicksPerMinute), ('H', TimeSpan.TicksPerHour),
    ];

    /// <summary>Rounds up to the unit, so that the server never gives up before the client does.</summary>
    public static string Format(TimeSpan timeout)
    {
        var clamped = timeout < TimeSpan.Zero ? 0 : Math.Min(timeout.Ticks, Max.Ticks);
        var (unit, ticks) = Units.First(u => (clamped + u.Ticks - 1) / u.Ticks <= ValueMax);
        return string.Create(CultureInfo.InvariantCulture, $"{(clamped + ticks - 1) / ticks}{unit}");
    }

    /// <summary>Reads a timeout; what is longer than <see cref="Max"/> becomes that.</summary>
    public static bool TryParse(string text, out TimeSpan timeout)
    {
        timeout = TimeSpan.Zero;
        if (text.Length is < 2 or > DigitsMax + 1
            || !long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        long ticks;
        if (text[^1] == 'n')
        {
            ticks = (value + TimeSpan.NanosecondsPerTick - 1) / TimeSpan.NanosecondsPerTick;
        }
        else
        {
            var unit = Array.Find(Units, u => u.Unit == text[^1]);
            if (unit.Ticks == 0)
            {
                return false;
            }

            ticks = value * unit.Ticks;
        }

        timeout = TimeSpan.FromTicks(Math.Min(ticks, Max.Ticks));
        return true;
    }
}
