using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;

namespace Platen.Grains.Records;

/// <summary>What a change of a record changes, for the audit log: each value as it was and as it is (LG01). What could be a secret says only that it changed.</summary>
internal static class RecordDiff
{
    /// <summary>Longest text of a value.</summary>
    private const int TextMax = 200;

    // of a row's own keeping, or what devices report
    private static readonly string[] Unsaid = ["Version", "Status", "Roles", "GroupRoles"];

    private static readonly string[] Secret = ["Password", "Secret", "Pin", "Hash", "Key", "Token", "Community"];

    /// <summary>The values that differ; of a new record none, its other details say what it is.</summary>
    public static ImmutableArray<(string Name, string Value)> Of<T>(T? before, T after)
        where T : class
    {
        if (before is null)
        {
            return [];
        }

        var changes = ImmutableArray.CreateBuilder<(string Name, string Value)>();
        foreach (var property in typeof(T).GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => !Unsaid.Contains(property.Name)))
        {
            var (was, isNow) = (Text(property.GetValue(before)), Text(property.GetValue(after)));
            if (was == isNow)
            {
                continue;
            }

            var name = JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);
            if (Secret.Any(word => property.Name.EndsWith(word, StringComparison.Ordinal)))
            {
                changes.Add((name, "changed"));
            }
            else
            {
                changes.AddRange((name + ".before", Bounded(was)), (name + ".after", Bounded(isNow)));
            }
        }

        return changes.ToImmutable();
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        IEnumerable list => string.Join(", ", list.Cast<object?>()),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Bounded(string text) => text.Length <= TextMax ? text : text[..TextMax] + "…";
}
