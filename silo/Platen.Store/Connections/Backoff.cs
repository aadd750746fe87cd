using System.Security.Cryptography;

namespace Platen.Store.Connections;

/// <summary>Pauses between attempts: doubling from 50 ms to 1 s, each drawn from its upper half, so that many callers do not come back at once.</summary>
internal static class Backoff
{
    private const int FirstMs = 50;
    private const int LastMs = 1_000;

    public static TimeSpan Next(int attempt)
    {
        var most = Math.Min(LastMs, FirstMs << Math.Min(attempt, 10));
        return TimeSpan.FromMilliseconds(RandomNumberGenerator.GetInt32(most / 2, most + 1));
    }
}
