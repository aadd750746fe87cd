using Platen.Benchmarks.Engine;
using Platen.Benchmarks.Pdl;
using Platen.Benchmarks.Rpc;
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
        ["rpc"] = RpcBenchmark.RunAsync,
        ["spool-cipher"] = SpoolCipherBenchmark.RunAsync,
        ["spool-intake"] = SpoolIntakeBenchmark.RunAsync,
        ["spool-read"] = SpoolReadBenchmark.RunAsync,
        ["spool-recover"] = SpoolRecoverBenchmark.RunAsync,
        ["store"] = StoreBenchmark.RunAsync,
    };

    public static Task<int> RunAsync(string[] args)
    {
        if (args.Length > 0 && Benchmarks.TryGetValue(args[0], out var benchmark))
        {
            return benchmark(args[1..]);
        }

        Console.Error.WriteLine($"usage: Platen.Benchmarks <name> [args]; names: {string.Join(", ", Benchmarks.Keys)}");
        return Task.FromResult(2);
    }
}
