using System.Diagnostics;
using System.Globalization;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Keys;

namespace Platen.Benchmarks.Spool;

/// <summary>P5: sealing and opening 64 KiB chunks in memory, beside <c>openssl speed -evp aes-256-gcm</c>, in turn, medians. Both by processor time, as openssl does it.</summary>
internal static class SpoolCipherBenchmark
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var seconds = SpoolBenchmark.Number(args, "--seconds", 1);
        var (seals, opens, openssl) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 0; round < Rounds; round++)
        {
            openssl.Add(await OpenSslAsync(seconds));
            var (seal, open) = Measure(TimeSpan.FromSeconds(seconds));
            seals.Add(seal);
            opens.Add(open);
        }

        var (sealMedian, openMedian, opensslMedian) = (Median(seals), Median(opens), Median(openssl));
        SpoolBenchmark.Print(new
        {
            benchmark = "spool-cipher",
            measure = "P5",
            seal_mb_per_second = Math.Round(sealMedian),
            open_mb_per_second = Math.Round(openMedian),
            openssl_mb_per_second = Math.Round(opensslMedian),
            ratio = Math.Round(sealMedian / opensslMedian, 2),
            goal = 0.85,
            rounds = Rounds,
        });
        return 0;
    }

    private static (double Seal, double Open) Measure(TimeSpan duration)
    {
        using var cipher = new ChunkCipher(new byte[ChunkCipher.KeyBytes], JobId.New(TimeProvider.System));
        var plain = SpoolBenchmark.Document(ChunkCipher.ChunkBytes);
        var chunk = new byte[ChunkCipher.SealedChunkBytes];
        var seal = Rate(duration, index => cipher.Seal(chunk, ChunkCipher.ChunkBytes, index, last: false));
        plain.CopyTo(chunk, 0);
        cipher.Seal(chunk, ChunkCipher.ChunkBytes, 1, last: true);
        var open = Rate(duration, _ =>
        {
            if (!cipher.TryOpen(chunk, plain, 1, last: true))
            {
                throw new InvalidOperationException("A sealed chunk does not open.");
            }
        });
        return (seal, open);
    }

    private static double Rate(TimeSpan duration, Action<long> action)
    {
        using var self = Process.GetCurrentProcess();
        var watch = Stopwatch.StartNew();
        var before = self.TotalProcessorTime;
        long count = 0;
        while (watch.Elapsed < duration)
        {
            for (var i = 0; i < 64; i++)
            {
                action(count++);
            }
        }

        self.Refresh();
        return count * (double)ChunkCipher.ChunkBytes / 1e6 / (self.TotalProcessorTime - before).TotalSeconds;
    }

    private static async Task<double> OpenSslAsync(int seconds)
    {
        var start = new ProcessStartInfo("openssl", ["speed", "-evp", "aes-256-gcm", "-bytes", "65536", "-seconds", seconds.ToString(CultureInfo.InvariantCulture), "-mr"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("openssl cannot be started; install it.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await errors;
        await process.WaitForExitAsync();
        // machine-readable: +F:22:AES-256-GCM:4412345678.90
        var line = output.Split('\n').First(line => line.StartsWith("+F:", StringComparison.Ordinal));
        return double.Parse(line.Split(':')[^1], CultureInfo.InvariantCulture) / 1e6;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
