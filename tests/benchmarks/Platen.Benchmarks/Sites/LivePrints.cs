using System.Diagnostics;
using System.Text.Json;
using Platen.Benchmarks.Load;
using Platen.Benchmarks.Measures;

namespace Platen.Benchmarks.Sites;

/// <summary>What people do meanwhile: once a second a document is sent to the branch and released at its panel, and the administrator changes a device on the server.</summary>
internal sealed class LivePrints(RunningSystem system, JsonCalls panel)
{
    private const int DocumentBytes = 20 * 1024;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>From the release to "printed", milliseconds.</summary>
    public List<double> Prints { get; } = [];

    /// <summary>A change of a record on the server, milliseconds.</summary>
    public List<double> Changes { get; } = [];

    /// <summary>Goes on until it is told to stop; what it has begun it ends.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var ipp = new Uri(system.Text("ipp").Replace("ipp://", "http://", StringComparison.Ordinal));
        using var sender = new IppSender(ipp.Port, IppRequests.PrintJob(ipp.Port, ipp.AbsolutePath + "follow-me", BenchDocument.PostScript(DocumentBytes), hold: false));
        while (!stop.IsCancellationRequested)
        {
            sender.Send();
            await PrintHeldAsync();
            var began = Stopwatch.GetTimestamp();
            await system.Server.SendAsync(HttpMethod.Put, "sites/main/devices/far-0", new { name = $"Device {Changes.Count}", host = "192.0.2.1", protocol = "raw", port = 9100, enabled = true });
            Changes.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(Every, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PrintHeldAsync()
    {
        var held = (await ListAsync()).Single(job => job.GetProperty("state").GetString() == "pending-held").GetProperty("job").GetString();
        var began = Stopwatch.GetTimestamp();
        await panel.SendAsync(HttpMethod.Post, "devices/mfp-raw/releases", new { releases = new[] { new { job = held } } });
        while ((await ListAsync()).Any(job => job.GetProperty("job").GetString() == held && job.GetProperty("state").GetString() != "completed"))
        {
            if (Stopwatch.GetElapsedTime(began) > Patience)
            {
                throw new LoadException($"A document that was released while the branch caught up was not printed within {Patience.TotalSeconds:0} s.");
            }

            await Task.Delay(Look);
        }

        Prints.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    private async Task<IEnumerable<JsonElement>> ListAsync() => (await panel.SendAsync(HttpMethod.Get, "devices/mfp-raw/jobs")).GetProperty("jobs").EnumerateArray();
}
