using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Hosting;
using Platen.TestKit.Audit;
using Platen.TestKit.Postgres;

namespace Platen.Benchmarks.Store;

/// <summary>P14: the commit of one printed job against one durable INSERT by pgbench, same server (fsync on), same concurrency, in turn, medians of five. Checks that every commit is there and the audit chain whole.</summary>
internal static class StoreBenchmark
{
    private const int Runs = 5;
    private const double Goal = 0.3;
    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(4);

    public static async Task<int> RunAsync(string[] args)
    {
        await using var postgres = await PrivatePostgres.StartAsync(new() { Fsync = true, Settings = ["shared_buffers=256MB", "max_wal_size=2GB"] });
        var missed = 0;
        foreach (var clients in new[] { 1, 16 })
        {
            missed += await MeasureAsync(postgres, clients) ? 0 : 1;
        }

        return missed;
    }

    private static async Task<bool> MeasureAsync(PrivatePostgres postgres, int clients)
    {
        var database = await postgres.CreateDatabaseAsync();
        await postgres.ExecuteAsync(database, "CREATE TABLE bench_row (id bigserial PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), body text NOT NULL)");
        await using var services = await StartStoreAsync(postgres.ConnectionString(database));
        var jobs = new PrintedJobs(services.GetRequiredService<IRecordStore>(), clients);
        await jobs.PrepareAsync();
        await jobs.PerSecondAsync(TimeSpan.FromSeconds(2));
        List<double> ours = [];
        List<double> theirs = [];
        for (var run = 0; run < Runs; run++)
        {
            theirs.Add(await PgBench.InsertsPerSecondAsync(postgres, database, clients, RunTime));
            ours.Add(await jobs.PerSecondAsync(RunTime));
        }

        await CheckAsync(services, jobs);
        var ratio = Median(ours) / Median(theirs);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            measure = "P14", clients, commitsPerSecond = Math.Round(Median(ours)), pgbenchInsertsPerSecond = Math.Round(Median(theirs)), ratio = Math.Round(ratio, 2), goal = Goal,
            durability = "fsync on, synchronous_commit on", each = "job, ledger, audit, feed, event", commits = jobs.Committed, met = ratio >= Goal,
        }));
        return ratio >= Goal;
    }

    internal static async Task<ServiceProvider> StartStoreAsync(string connectionString)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<IMasterKey, BenchMasterKey>().AddSingleton<IAuditSigner>(new TestAuditSigner(TimeProvider.System.GetUtcNow())).AddPlatenStore(o => o.ConnectionString = connectionString).BuildServiceProvider();
        foreach (var start in services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await start.StartingAsync(CancellationToken.None);
        }

        return services;
    }

    private static async Task CheckAsync(ServiceProvider services, PrintedJobs jobs)
    {
        var tenant = TenantId.Parse("bench");
        var breaks = await services.GetRequiredService<IRecordQueries>().VerifyAuditAsync(tenant, CancellationToken.None);
        var changes = await services.GetRequiredService<IRecordStore>().FeedCursorAsync(tenant, CancellationToken.None);
        if (breaks.Length > 0 || changes != jobs.Committed)
        {
            throw new InvalidOperationException($"{jobs.Committed} jobs were committed, {changes} are in the feed, and the audit chain has {breaks.Length} breaks.");
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
