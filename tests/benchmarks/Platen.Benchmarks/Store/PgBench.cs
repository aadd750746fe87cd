using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Platen.TestKit.Postgres;

namespace Platen.Benchmarks.Store;

/// <summary>pgbench, the other side of P14: one durable INSERT a transaction, prepared, as PostgreSQL's own tool does it.</summary>
internal static partial class PgBench
{
    private const string Insert = "INSERT INTO bench_row (body) VALUES (repeat('x', 300));\n";

    public static async Task<double> InsertsPerSecondAsync(PrivatePostgres postgres, string database, int clients, TimeSpan duration)
    {
        var script = Path.Combine(Path.GetTempPath(), $"platen-pgbench-{Environment.ProcessId}.sql");
        await File.WriteAllTextAsync(script, Insert);
        try
        {
            return await RunAsync(postgres, database, clients, duration, script);
        }
        finally
        {
            File.Delete(script);
        }
    }

    private static async Task<double> RunAsync(PrivatePostgres postgres, string database, int clients, TimeSpan duration, string script)
    {
        string[] arguments = ["-n", "-h", postgres.SocketFolder, "-U", "platen", "-f", script, "-M", "prepared",
            "-c", clients.ToString(CultureInfo.InvariantCulture), "-j", Math.Min(clients, 2).ToString(CultureInfo.InvariantCulture),
            "-T", ((int)duration.TotalSeconds).ToString(CultureInfo.InvariantCulture), database];
        using var process = Process.Start(new ProcessStartInfo(PostgresBinaries.Path("pgbench"), arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new InvalidOperationException("pgbench did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var match = Rate().Match(output);
        return match.Success ? double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"pgbench printed no rate: {output}{await error}");
    }

    [GeneratedRegex(@"tps = ([0-9.]+) \(without", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();
}
