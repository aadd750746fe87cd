namespace Platen.Domain.Users;

/// <summary>Whether digits read as a day or a year: birthdays are what people guess after 1234 (AU07).</summary>
internal static class PinDates
{
    private const int YearMin = 1900;
    private const int YearMax = 2099;

    /// <summary>Four digits as a year, day and month, or month and day; six and eight with the year before or behind. Of other lengths there are no dates.</summary>
    public static bool IsDate(string pin) => pin.Length switch
    {
        4 => IsYear(pin) || IsDay(pin),
        6 => IsDay(pin[..4]) || IsDay(pin[2..]),
        8 => (IsYear(pin[4..]) && IsDay(pin[..4])) || (IsYear(pin[..4]) && IsDay(pin[4..])),
        _ => false,
    };

    private static bool IsYear(string digits) => Number(digits) is >= YearMin and <= YearMax;

    private static bool IsDay(string digits) => IsDay(Number(digits[..2]), Number(digits[2..])) || IsDay(Number(digits[2..]), Number(digits[..2]));

    private static bool IsDay(int day, int month) => month is >= 1 and <= 12 && day >= 1 && day <= (month is 2 ? 29 : month is 4 or 6 or 9 or 11 ? 30 : 31);

    private static int Number(string digits) => int.Parse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture);
}
