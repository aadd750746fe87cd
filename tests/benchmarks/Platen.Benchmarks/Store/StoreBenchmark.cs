using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Store.Hosting;
using Platen.TestKit.Audit;
using Platen.TestKit.Postgres;

namespace Platen.Benchmarks.Store;

/// <summary>P14: the commit of one printed job against one durable INSERT by pgbench, same server (fsync on), same concurrency, in turn, medians of five. With credit accounts too (AC02), whose debits are in the same commit. Checks that every commit is there, the audit chain whole, and the balances what was charged.</summary>
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
        var debited = new PrintedJobs(services.GetRequiredService<IRecordStore>(), clients, credit: true);
        await debited.PrepareAsync();
        await jobs.PerSecondAsync(TimeSpan.FromSeconds(2));
        await debited.PerSecondAsync(TimeSpan.FromSeconds(2));
        List<double> ours = [];
        List<double> withCredit = [];
        List<double> theirs = [];
        for (var run = 0; run < Runs; run++)
        {
            theirs.Add(await PgBench.InsertsPerSecondAsync(postgres, database, clients, RunTime));
            ours.Add(await jobs.PerSecondAsync(RunTime));
            withCredit.Add(await debited.PerSecondAsync(RunTime));
        }

        await CheckAsync(services, jobs);
        await CheckAsync(services, debited);
        await CheckCreditAsync(services, debited);
        var ratio = Median(ours) / Median(theirs);
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            measure = "P14", clients, commitsPerSecond = Math.Round(Median(ours)), withCreditPerSecond = Math.Round(Median(withCredit)), pgbenchInsertsPerSecond = Math.Round(Median(theirs)), ratio = Math.Round(ratio, 2), goal = Goal,
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
        var tenant = jobs.Tenant;
        var breaks = await services.GetRequiredService<IRecordQueries>().VerifyAuditAsync(tenant, CancellationToken.None);
        var changes = await services.GetRequiredService<IRecordStore>().FeedCursorAsync(tenant, CancellationToken.None);
        if (breaks.Length > 0 || changes != jobs.Committed)
        {
            throw new InvalidOperationException($"{jobs.Committed} jobs were committed, {changes} are in the feed, and the audit chain has {breaks.Length} breaks.");
        }
    }

    private static async Task CheckCreditAsync(ServiceProvider services, PrintedJobs jobs)
    {
        var heads = await services.GetRequiredService<ICreditRecords>().HeadsAsync(jobs.Tenant, "EUR", jobs.Users, CancellationToken.None);
        if (heads.Sum(head => head.BalanceE4) != -jobs.Committed * PrintedJobs.PriceE4 || heads.Sum(head => head.Position) != jobs.Committed)
        {
            throw new InvalidOperationException($"{jobs.Committed} jobs were charged, and the accounts stand at {heads.Sum(head => head.BalanceE4)} after {heads.Sum(head => head.Position)} entries.");
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
