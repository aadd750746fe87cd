using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Platen.Domain.Jobs;

namespace Platen.Benchmarks.Spool;

/// <summary>
/// One large document in process: receive (encrypt, fsync), then read back into memory and over a loopback socket (P3 and P4 without the protocols), beside a plain
/// write + fsync of the same bytes to a file.
/// </summary>
internal static class SpoolReadBenchmark
{
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string[] args)
    {
        var bytes = SpoolBenchmark.Number(args, "--mib", 256) * 1024 * 1024;
        var document = SpoolBenchmark.Document(bytes);
        var directory = SpoolBenchmark.NewDirectory(args);
        var (writes, plains, reads, sends) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        var receiveCpu = new List<double>();
        try
        {
            await using var engine = await SpoolBenchmark.OpenAsync(directory);
            for (var round = 0; round < Rounds; round++)
            {
                plains.Add(await RateAsync(bytes, () => PlainAsync(Path.Combine(directory, "plain"), document)));
                var id = JobId.New(TimeProvider.System);
                var cpu = Cpu();
                writes.Add(await RateAsync(bytes, async () =>
                {
                    await using var intake = engine.Jobs.BeginReceive(id, SpoolBenchmark.Origin);
                    for (var at = 0; at < bytes; at += 64 * 1024)
                    {
                        await intake.AppendAsync(document.AsMemory(at, Math.Min(64 * 1024, bytes - at)));
                    }

                    await intake.CompleteAsync(SpoolBenchmark.Details(round));
                }));
                receiveCpu.Add((Cpu() - cpu).TotalMilliseconds);
                reads.Add(await RateAsync(bytes, async () =>
                {
                    await using var reader = await engine.Jobs.OpenAsync(id);
                    await reader.CopyToAsync(Stream.Null);
                }));
                sends.Add(await RateAsync(bytes, async () =>
                {
                    await using var reader = await engine.Jobs.OpenAsync(id);
                    await SendAsync(reader.CopyToAsync, bytes);
                }));
                await engine.Jobs.DeleteAsync(id, Contracts.AgentLink.V1.DeletionCause.Administrator, user: null);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        SpoolBenchmark.Print(new
        {
            benchmark = "spool-read",
            bytes,
            receive_mb_per_second = Median(writes),
            plain_write_fsync_mb_per_second = Median(plains),
            receive_cpu_ms = Median(receiveCpu),
            receive_ratio = Math.Round(Median(writes) / Median(plains), 2),
            read_mb_per_second = Median(reads),
            send_loopback_mb_per_second = Median(sends),
            rounds = Rounds,
        });
        return 0;
    }

    private static TimeSpan Cpu()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static async Task PlainAsync(string path, byte[] document)
    {
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (var at = 0; at < document.Length; at += 64 * 1024)
        {
            await file.WriteAsync(document.AsMemory(at, Math.Min(64 * 1024, document.Length - at)));
        }

        file.Flush(flushToDisk: true);
        File.Delete(path);
    }

    private static async Task SendAsync(Func<Stream, CancellationToken, Task> copy, long bytes)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var receiving = Task.Run(async () =>
        {
            using var server = await listener.AcceptSocketAsync();
            var buffer = new byte[256 * 1024];
            long received = 0;
            int count;
            while ((count = await server.ReceiveAsync(buffer)) > 0)
            {
                received += count;
            }

            return received;
        });
        using (var client = new TcpClient())
        {
            await client.ConnectAsync((IPEndPoint)listener.LocalEndpoint);
            await copy(client.GetStream(), CancellationToken.None);
        }

        if (await receiving != bytes)
        {
            throw new InvalidOperationException("The receiver did not get all bytes.");
        }
    }

    private static async Task<double> RateAsync(long bytes, Func<Task> action)
    {
        var watch = Stopwatch.StartNew();
        await action();
        return bytes / 1e6 / watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => Math.Round(values.Order().ElementAt(values.Count / 2));
}
