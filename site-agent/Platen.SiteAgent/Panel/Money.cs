using System.Globalization;

namespace Platen.SiteAgent.Panel;

/// <summary>Amounts as text: exact, with two decimals at least and four at most.</summary>
internal static class Money
{
    public static string Text(long e4) => (e4 / 10_000m).ToString("0.00##", CultureInfo.InvariantCulture);
}
