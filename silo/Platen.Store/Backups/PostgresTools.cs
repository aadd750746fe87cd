using System.Globalization;
using System.Text.RegularExpressions;

namespace Platen.Store.Backups;

/// <summary>PostgreSQL's own programs for backups, of a version that fits the server: the same, or a newer one.</summary>
/// <param name="Dump">The path of <c>pg_dump</c>.</param>
/// <param name="Restore">The path of <c>pg_restore</c>.</param>
internal sealed partial record PostgresTools(string Dump, string Restore)
{
    private const string DebianRoot = "/usr/lib/postgresql";
    private static readonly TimeSpan VersionMax = TimeSpan.FromSeconds(20);

    /// <summary>Finds them.</summary>
    /// <param name="folder">Where they are; empty: looked for.</param>
    /// <param name="serverMajor">The server's major version; 0: any will do.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">There are none that fit; the message says what to install.</exception>
    public static async Task<PostgresTools> FindAsync(string folder, int serverMajor, CancellationToken cancellationToken)
    {
        foreach (var candidate in Candidates(folder, serverMajor))
        {
            var tools = new PostgresTools(Path.Combine(candidate, "pg_dump"), Path.Combine(candidate, "pg_restore"));
            if (File.Exists(tools.Dump) && File.Exists(tools.Restore) && await MajorAsync(tools.Dump, cancellationToken) >= serverMajor && await MajorAsync(tools.Restore, cancellationToken) >= serverMajor)
            {
                return tools;
            }
        }

        throw new IOException($"There is no pg_dump and pg_restore of version {serverMajor} or newer{(folder.Length > 0 ? $" in '{folder}'" : "")}. Run: apt-get install postgresql-client-{serverMajor}, or name their folder in {BackupOptions.Section}:{nameof(BackupOptions.PostgresFolder)}.");
    }

    private static IEnumerable<string> Candidates(string folder, int serverMajor)
    {
        if (folder.Length > 0)
        {
            return [folder];
        }

        var debian = Directory.Exists(DebianRoot) ? Directory.GetDirectories(DebianRoot) : [];
        return debian.Select(path => (Path: path, Major: int.TryParse(Path.GetFileName(path), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0))
            .Where(found => found.Major >= serverMajor && found.Major > 0).OrderBy(found => found.Major).Select(found => Path.Combine(found.Path, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<int> MajorAsync(string program, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(VersionMax);
        await using var run = PostgresRun.Start(program, ["--version"], new Dictionary<string, string>(), limit.Token);
        run.CloseInput();
        var text = await new StreamReader(run.Output).ReadToEndAsync(limit.Token);
        await run.EndAsync(limit.Token);
        return Version().Match(text) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d{1,3})", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Version();
}
