using System.Globalization;
using System.Security.Cryptography;

namespace Platen.Ops.Sampling;

/// <summary>Random secrets for sample users: generated, never fixed.</summary>
internal static class SecretMaker
{
    // no characters that look alike
    private const string Letters = "abcdefghijkmnpqrstuvwxyz";
    private const string Capitals = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const string Digits = "23456789";

    /// <summary>16 characters of three classes, about 90 bits.</summary>
    public static string Password()
    {
        var all = RandomNumberGenerator.GetItems<char>(Letters + Capitals + Digits, 13);
        char[] password = [.. all, Pick(Letters), Pick(Capitals), Pick(Digits)];
        RandomNumberGenerator.Shuffle<char>(password);
        return new string(password);
    }

    /// <summary>A card number as readers send it: ten decimal digits, not beginning with 0.</summary>
    public static string Card() => (1_000_000_000L + RandomNumberGenerator.GetInt32(int.MaxValue)).ToString(CultureInfo.InvariantCulture);

    private static char Pick(string from) => from[RandomNumberGenerator.GetInt32(from.Length)];
}
