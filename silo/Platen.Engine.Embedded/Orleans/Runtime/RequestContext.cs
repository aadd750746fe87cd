using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>Values that travel with calls, from caller to callee and not back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<ImmutableDictionary<string, object>?> Values = new();

    /// <summary>The names of the values.</summary>
    public static IEnumerable<string> Keys => Current.Keys;

    /// <summary>The values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Current;

    private static ImmutableDictionary<string, object> Current => Values.Value ?? ImmutableDictionary<string, object>.Empty;

    /// <summary>Gets a value; null if there is none.</summary>
    /// <param name="key">Its name.</param>
    public static object? Get(string key) => Current.GetValueOrDefault(key);

    /// <summary>Sets a value for what this code calls from now on.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="value">The value: immutable, because it is shared.</param>
    public static void Set(string key, object value) => Values.Value = Current.SetItem(key, value);

    /// <summary>Removes a value.</summary>
    /// <param name="key">Its name.</param>
    /// <returns>Whether there was one.</returns>
    public static bool Remove(string key)
    {
        var before = Current;
        var after = before.Remove(key);
        if (ReferenceEquals(before, after))
        {
            return false;
        }

        Values.Value = after.IsEmpty ? null : after;
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear()
    {
        if (Values.Value is not null)
        {
            Values.Value = null;
        }
    }
}
