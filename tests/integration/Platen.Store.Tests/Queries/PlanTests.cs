using System.Text;
using Dapper;
using Npgsql;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Store.Queries;
using static Platen.Store.Tests.Sample;

namespace Platen.Store.Tests.Queries;

/// <summary>At 200,000 jobs and ledger entries of a tenant among others, no list reads a whole table. Mutant: drop the index that a list rests on.</summary>
[Collection(StoreCollection.Name)]
public sealed class PlanTests(StoreServer server)
{
    private const int Rows = 200_000;
    private static readonly string[] FullTables = ["jobs", "ledger_202603", "ledger_202604"];

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task Lists_AtVolume_ReadNoTableSequentially()
    {
        await using var store = await server.NewStoreAsync();
        await LoadAsync(store);
        var user = new UserId(Guid.Parse("01900000-0000-7000-8000-000000000007"));
        var job = new PageRequest("01900000-0000-7000-8000-000000030000");
        var entry = new PageRequest(PageKey.Of(Now.AddSeconds(90_000), Guid.Empty));
        (string Name, string Sql, DynamicParameters Parameters)[] lists =
        [
            Jobs("all", new(), new()), Jobs("next", new(), job), Jobs("owner", new() { Owner = user }, job), Jobs("site", new() { Site = SiteId.Parse("s7") }, job),
            Jobs("not site", new() { Owner = user, NotSite = North, States = [JobState.PendingHeld] }, new()), Jobs("kept", new() { Owner = user, NotSite = North, DataKeptOnly = true }, new()), Jobs("delegated", new() { DelegatedTo = user, NotSite = North, DataKeptOnly = true }, new()), Jobs("queue", new() { Queue = Domain.Queues.QueueId.Parse("q3") }, job),
            Jobs("held", new() { States = [JobState.PendingHeld] }, new()), Jobs("unclaimed", new() { UnclaimedOnly = true, States = [JobState.PendingHeld] }, new()), Jobs("search", new() { Search = "title 19" }, new()),
            Ledger("all", new(), new()), Ledger("next", new(), entry), Ledger("user", new() { User = user }, entry), Ledger("device", new() { Device = Domain.Devices.DeviceId.Parse("d7") }, new()),
            Ledger("site", new() { Site = SiteId.Parse("s7") }, entry), Ledger("job", new() { Job = new JobId(user.Value) }, new()), Ledger("day", new() { From = Now, Before = Now.AddDays(1) }, new()),
        ];
        var report = new StringBuilder();
        await using var connection = new NpgsqlConnection(store.ConnectionString);
        foreach (var (name, sql, parameters) in lists)
        {
            parameters.Add("Limit", 51);
            var plan = string.Join('\n', await connection.QueryAsync<string>("EXPLAIN " + sql, parameters));
            if (FullTables.Any(t => plan.Contains($"Seq Scan on {t}", StringComparison.Ordinal)))
            {
                report.AppendLine($"{name}:\n{sql}\n{plan}");
            }
        }

        report.ToString().ShouldBeEmpty();
    }

    private static (string, string, DynamicParameters) Jobs(string name, JobFilter filter, PageRequest page)
    {
        var where = JobQueries.Conditions(Acme, filter, page);
        return ("jobs " + name, JobQueries.Sql(where, filter), where.Parameters);
    }

    private static (string, string, DynamicParameters) Ledger(string name, LedgerFilter filter, PageRequest page)
    {
        var where = LedgerQueries.Conditions(Acme, filter, page);
        return ("ledger " + name, LedgerQueries.Sql(where), where.Parameters);
    }

    private static Task<int> LoadAsync(TestStore store) => store.SqlAsync<int>($$"""
        SELECT platen.ensure_ledger_month('2026-03-01'), platen.ensure_ledger_month('2026-04-01'), platen.ensure_ledger_month('2026-05-01');
        INSERT INTO platen.jobs (tenant, id, version, body)
        SELECT CASE i % 4 WHEN 0 THEN 'other' ELSE 'acme' END, ('01900000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 1,
            jsonb_build_object('owner', CASE i % 10 WHEN 0 THEN NULL ELSE '01900000-0000-7000-8000-' || lpad((i % 500)::text, 12, '0') END, 'site', 's' || i % 20, 'queue', 'q' || i % 5,
                'state', CASE i % 50 WHEN 0 THEN 4 ELSE 9 END, 'title', 'Title ' || i, 'claimedUser', 'user')
        FROM generate_series(1, {{Rows}}) i;
        INSERT INTO platen.ledger (tenant, at, id, site, release, job, user_id, device, queue, title, evidence, all_counts, colour, sides, copies, price_e4, currency, outcome)
        SELECT CASE i % 4 WHEN 0 THEN 'other' ELSE 'acme' END, '2026-03-01 12:00:00+00'::timestamptz + i * interval '20 seconds', ('01900000-0000-7000-8000-' || lpad(i::text, 12, '0'))::uuid, 's' || i % 20,
            gen_random_uuid(), gen_random_uuid(), ('01900000-0000-7000-8000-' || lpad((i % 500)::text, 12, '0'))::uuid, 'd' || i % 100, 'q', 'Title', 1, '[]', 1, 1, 1, 1, 'EUR', 1
        FROM generate_series(1, {{Rows}}) i;
        ANALYZE platen.jobs; ANALYZE platen.ledger;
        """);
}
