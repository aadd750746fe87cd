using Platen.Benchmarks.Engine;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Measures;
using Platen.Benchmarks.Pdl;
using Platen.Benchmarks.Rpc;
using Platen.Benchmarks.Sites;
using Platen.Benchmarks.Spool;
using Platen.Benchmarks.Store;

namespace Platen.Benchmarks;

/// <summary>All benchmarks by name. Each writes one JSON line per measure to standard output and returns the exit code.</summary>
internal static class BenchmarkRegistry
{
    private static readonly SortedDictionary<string, Func<string[], Task<int>>> Benchmarks = new(StringComparer.Ordinal)
    {
        ["engine"] = EngineBenchmark.RunAsync,
        ["pdl"] = PdlBenchmark.RunAsync,
        ["roaming-list"] = RoamingListBenchmark.RunAsync,
        ["rpc"] = RpcBenchmark.RunAsync,
        ["spool-cipher"] = SpoolCipherBenchmark.RunAsync,
        ["spool-intake"] = SpoolIntakeBenchmark.RunAsync,
        ["spool-read"] = SpoolReadBenchmark.RunAsync,
        ["spool-recover"] = SpoolRecoverBenchmark.RunAsync,
        ["store"] = StoreBenchmark.RunAsync,
    };

    private static readonly SortedDictionary<string, Func<MeasureContext, Task<bool>>> Measures = new(StringComparer.Ordinal)
    {
        ["agent-intake"] = IntakeMeasure.AloneAsync,
        ["catch-up"] = CatchUpMeasure.RunAsync,
        ["logins"] = LoginMeasure.RunAsync,
        ["P1"] = IntakeMeasure.DurableAsync,
        ["P13"] = ReconnectMeasure.RunAsync,
        ["P2"] = IntakeMeasure.AsShippedAsync,
        ["P3"] = LargeMeasure.IntakeAsync,
        ["P4"] = LargeMeasure.ReleaseAsync,
        ["P7"] = PanelMeasure.RunAsync,
        ["P7-users"] = PanelMeasure.ManyUsersAsync,
        ["P9"] = RestartMeasure.RunAsync,
    };

    /// <summary>Measures that a benchmark of another name covers.</summary>
    private static readonly SortedDictionary<string, string> Aliases = new(StringComparer.Ordinal) { ["P5"] = "spool-cipher", ["P6"] = "pdl", ["P8"] = "spool-recover", ["P14"] = "store" };

    /// <summary>Runs what the leading arguments name, one after the other; without a name: all measures. Options (<c>--rounds N</c>, <c>--dir FOLDER</c> …) follow the names.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var names = args.TakeWhile(arg => !arg.StartsWith('-')).ToArray();
        if (names.FirstOrDefault(name => !Measures.ContainsKey(name) && !Benchmarks.ContainsKey(Aliases.GetValueOrDefault(name, name))) is { } unknown)
        {
            Console.Error.WriteLine($"'{unknown}' is no benchmark; names: {string.Join(", ", Measures.Keys.Concat(Aliases.Keys).Concat(Benchmarks.Keys))}");
            return 2;
        }

        var options = args[names.Length..];
        var ok = true;
        using var context = new MeasureContext(options);
        foreach (var name in names.Length > 0 ? names : [.. Measures.Keys.Concat(Aliases.Keys).Where(name => name[0] == 'P').Order(StringComparer.Ordinal)])
        {
            ok &= await RunOneAsync(name, context, options);
        }

        return ok ? 0 : 1;
    }

    /// <summary>A measure that fails its own check gives no figure, and does not keep the next one from running.</summary>
    private static async Task<bool> RunOneAsync(string name, MeasureContext context, string[] options)
    {
        try
        {
            return Measures.TryGetValue(name, out var measure) ? await measure(context) : await Benchmarks[Aliases.GetValueOrDefault(name, name)](options) == 0;
        }
        catch (Exception fault) when (fault is LoadException or InvalidOperationException or AggregateException { InnerException: LoadException })
        {
            Console.Error.WriteLine($"{name} failed: {(fault as AggregateException)?.InnerException?.Message ?? fault.Message}");
            return false;
        }
    }
}
