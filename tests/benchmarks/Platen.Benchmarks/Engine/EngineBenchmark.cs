using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Engine.Embedded;

namespace Platen.Benchmarks.Engine;

/// <summary>
/// Calls of an empty grain method in one process, and the memory and time of activations: medians of five runs. Orleans on two cores: 0.4 million calls
/// a second with one caller, 1.6 million with 256, 1.7 KB per idle activation.
/// </summary>
internal static class EngineBenchmark
{
    private const int Runs = 5;
    private const int CallsPerRun = 2_000_000;
    private const int ManyCallers = 256;
    private const int Activations = 100_000;

    public static async Task<int> RunAsync(string[] args)
    {
        await using var provider = Build();
        var grains = provider.GetRequiredService<IGrainFactory>();
        await CallAsync(grains, callers: 1, CallsPerRun / 10, "warm-up");
        await CallAsync(grains, ManyCallers, CallsPerRun / 10, "warm-up");
        var one = new List<double>();
        var many = new List<double>();
        var hot = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            one.Add(await CallAsync(grains, callers: 1, CallsPerRun, "one"));
            many.Add(await CallAsync(grains, ManyCallers, CallsPerRun, "many"));
            hot.Add(await CallAsync(grains, ManyCallers, CallsPerRun, shared: "hot"));
        }

        Print("calls per second, 1 caller", one, "1/s", orleans: 404_000);
        Print("calls per second, 256 callers, each its own grain", many, "1/s", orleans: 1_610_000);
        Print("calls per second, 256 callers, all the same grain", hot, "1/s", orleans: null);
        await MeasureActivationsAsync();
        return 0;
    }

    private static ServiceProvider Build() => new ServiceCollection().AddLogging().AddEmbeddedGrains(null, typeof(EchoGrain).Assembly).BuildServiceProvider();

    private static async Task<double> CallAsync(IGrainFactory grains, int callers, int calls, string shared)
    {
        var each = calls / callers;
        var clock = Stopwatch.StartNew();
        var sums = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var grain = grains.GetGrain<IEchoGrain>(shared == "hot" ? shared : $"{shared}/{caller}");
            var sum = 0L;
            for (var call = 0; call < each; call++)
            {
                sum += await grain.EchoAsync(1);
            }

            return sum;
        })));
        var elapsed = clock.Elapsed.TotalSeconds;
        return sums.Sum() == (long)each * callers ? each * callers / elapsed : throw new InvalidOperationException($"{sums.Sum()} calls were answered, not {each * callers}.");
    }

    private static async Task MeasureActivationsAsync()
    {
        var bytes = new List<double>();
        var microseconds = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            await using var provider = Build();
            var grains = provider.GetRequiredService<IGrainFactory>();
            await grains.GetGrain<IEchoGrain>("first").EchoAsync(1);
            var before = GC.GetTotalMemory(forceFullCollection: true);
            var clock = Stopwatch.StartNew();
            for (var index = 0; index < Activations; index++)
            {
                await grains.GetGrain<IEchoGrain>($"tenant/site/{index}").EchoAsync(1);
            }

            microseconds.Add(clock.Elapsed.TotalMicroseconds / Activations);
            bytes.Add((GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Activations);
            GC.KeepAlive(provider);
        }

        Print($"bytes per idle activation, key included, {Activations} activations", bytes, "bytes", orleans: 1_700);
        Print("time to activate and answer a first call", microseconds, "µs", orleans: null);
    }

    private static void Print(string measure, List<double> values, string unit, double? orleans)
    {
        var sorted = values.Order().ToArray();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark = "engine",
            measure,
            unit,
            median = Math.Round(sorted[sorted.Length / 2], 2),
            min = Math.Round(sorted[0], 2),
            max = Math.Round(sorted[^1], 2),
            runs = sorted.Length,
            orleans,
            ratio = orleans is { } other ? Math.Round(sorted[sorted.Length / 2] / other, 2) : (double?)null,
        }));
    }
}
