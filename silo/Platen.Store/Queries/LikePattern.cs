using Platen.Store.Json;

namespace Platen.Store.Queries;

/// <summary>Patterns for LIKE in which what people type stands for itself.</summary>
internal static class LikePattern
{
    /// <summary>The longest search text; the rest is cut.</summary>
    public const int LengthMax = 200;

    /// <summary>Matches texts that contain the search text; <c>\ % _</c> in it are escaped by a backslash.</summary>
    public static string Contains(string search)
    {
        var text = CleanText.Of(search.Length > LengthMax ? search[..LengthMax] : search);
        return "%" + text.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_") + "%";
    }
}
