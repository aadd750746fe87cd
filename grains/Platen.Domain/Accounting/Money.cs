using System.Globalization;

namespace Platen.Domain.Accounting;

/// <summary>Money as text. On the wire it is a decimal string ("0.05"), because a JSON number is a binary fraction to most readers; inside it is ten-thousandths of the currency unit.</summary>
public static class Money
{
    private const decimal Scale = 10_000m;

    /// <summary>The amount with two to four decimal places.</summary>
    public static string Format(long valueE4) => (valueE4 / Scale).ToString("0.00##", CultureInfo.InvariantCulture);

    /// <summary>Reads a decimal string of four places at most.</summary>
    public static bool TryParse(string text, out long valueE4)
    {
        valueE4 = 0;
        if (text.Length > 20 || !decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }

        var scaled = value * Scale;
        if (scaled != decimal.Truncate(scaled) || Math.Abs(scaled) > long.MaxValue / 2)
        {
            return false;
        }

        valueE4 = (long)scaled;
        return true;
    }
}
