using System.Globalization;
using System.Security.Cryptography;

namespace Platen.Domain.Users;

/// <summary>PINs come only from the system: random, never trivial, of the length that the tenant sets (AU05, AU07). Unique they are made by the record.</summary>
public static class PinPolicy
{
    /// <summary>Fewest digits.</summary>
    public const int DigitsMin = 4;

    /// <summary>Most digits.</summary>
    public const int DigitsMax = 16;

    /// <summary>How often a PIN is drawn anew when the one drawn is taken; at half full, one in a million users fails.</summary>
    public const int DrawsMax = 20;

    /// <summary>Fewest different digits.</summary>
    public const int DifferentMin = 3;

    /// <summary>Fewest PINs there must be for each user, so that one guess in a thousand at most is somebody's.</summary>
    public const int SpacePerUser = 1_000;

    /// <summary>How long after a PIN its user waits for another one (AU06).</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromDays(7);

    /// <summary>Digits of a new PIN: what the tenant asks for, or more where there are so many users that guesses would hit (AU07).</summary>
    /// <param name="asked">The tenant's number of digits, <see cref="DigitsMin"/> to <see cref="DigitsMax"/>.</param>
    /// <param name="users">How many users may have a PIN.</param>
    public static int Digits(int asked, long users)
    {
        var digits = asked;
        while (digits < DigitsMax && Math.Pow(10, digits) / SpacePerUser < users)
        {
            digits++;
        }

        return digits;
    }

    /// <summary>When the user may ask for another PIN; null: now. Administrators need not wait: a PIN that somebody saw must end at once.</summary>
    public static DateTimeOffset? NextAt(User user, DateTimeOffset now) =>
        user.PinHash.Length > 0 && user.PinIssuedAt is { } issued && issued + Interval > now ? issued + Interval : null;

    /// <summary>Draws a PIN that is not trivial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number of digits is out of bounds.</exception>
    public static string Draw(int digits)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, DigitsMin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, DigitsMax);
        string pin;
        do
        {
            pin = RandomNumberGenerator.GetString("0123456789", digits);
        }
        while (IsTrivial(pin));
        return pin;
    }

    /// <summary>Whether somebody would try this PIN first: few different digits (1111, 1212), a run up or down (123456, 987654, 890123), a block that repeats (123123), or a date (240399, 1989).</summary>
    public static bool IsTrivial(string pin) =>
        pin.Length < DigitsMin || pin.Distinct().Count() < DifferentMin || IsRun(pin, 1) || IsRun(pin, 9) || Repeats(pin) || PinDates.IsDate(pin);

    // A step of 9 modulo 10 is a step down.
    private static bool IsRun(string pin, int step)
    {
        for (var i = 1; i < pin.Length; i++)
        {
            if (((pin[i] - pin[i - 1]) + 10) % 10 != step)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Repeats(string pin) =>
        Enumerable.Range(1, pin.Length / 2).Any(block => pin.Length % block == 0 && pin == string.Concat(Enumerable.Repeat(pin[..block], pin.Length / block)));

    /// <summary>Whether a number of digits is allowed; the error says what is.</summary>
    public static string? CheckDigits(int digits) => digits is >= DigitsMin and <= DigitsMax
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"A PIN of {digits} digits is not allowed; {DigitsMin} to {DigitsMax} are.");
}
