using System.Globalization;
using System.Reflection;

namespace Platen.Store.Migrations;

/// <summary>The migrations built into this program, in order, numbered from 1 without a gap.</summary>
internal static class MigrationCatalog
{
    private const string Suffix = ".sql";

    public static IReadOnlyList<Migration> All { get; } = Load(typeof(MigrationCatalog).Assembly);

    private static List<Migration> Load(Assembly assembly)
    {
        var migrations = assembly.GetManifestResourceNames()
            .Where(n => n.EndsWith(Suffix, StringComparison.Ordinal))
            .Select(n => Read(assembly, n))
            .OrderBy(m => m.Number)
            .ToList();
        for (var i = 0; i < migrations.Count; i++)
        {
            if (migrations[i].Number != i + 1)
            {
                throw new InvalidOperationException($"Migration {i + 1:0000} is missing or doubled; found {migrations[i].Name}. Number the files of Migrations/ from 0001 without a gap.");
            }
        }

        return migrations;
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"Resource {resource} cannot be read.");
        using var reader = new StreamReader(stream);
        var name = resource[..^Suffix.Length];
        return new Migration(int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
