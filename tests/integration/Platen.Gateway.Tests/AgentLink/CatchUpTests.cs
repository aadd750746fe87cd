using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Gateway.Tests.Hosting;

namespace Platen.Gateway.Tests.AgentLink;

/// <summary>
/// MS01, I4: a branch that was cut off catches up, over the real link into the real PostgreSQL: in order, once, nothing skipped, although answers are lost and batches come again. The rate and larger numbers are measured by
/// <c>ops/bench catch-up</c>.
/// </summary>
[Collection(SiloTests.Name)]
public sealed class CatchUpTests(SiloHost silo)
{
    private const string Site = "site-catch-up";
    private const string Device = Site + "-mfp";
    private const int Jobs = 900;
    private const int Held = 70;
    private const int BatchEvents = 500;

    private readonly List<AgentEvent> _journal = [];

    // mutants: a run of one agent's events in one transaction that drops what changes a row again, or counts its events wrongly; a window that goes on behind an event that was not committed
    [Fact]
    public async Task Backlog_SentInPartsThatOverlap_IsAppliedOnceInItsOrder_AndWhatDoesNotFitIsParked()
    {
        using var agent = await EnrolledAsync();
        WriteJournal();

        // a line that breaks: what was sent is committed, the answers are lost, and the agent sends from further back
        (await agent.SendBatchesAsync(Batches(0, 1_200))).ShouldBe(0UL);
        (await agent.SendBatchesAsync(Batches(700, 2_000))).ShouldBe(1_200UL);
        (await agent.SendBatchesAsync(Batches(2_000, _journal.Count))).ShouldBe(2_000UL);
        (await agent.SendAsync()).ShouldBe((ulong)_journal.Count);

        var applied = _journal.Where(fact => !IsPoison(fact)).Select(JobOf).ToList();
        (await ListAsync($"SELECT key FROM platen.change_feed WHERE topic = {(int)FeedTopic.Job} AND site = '{Site}' ORDER BY cursor")).ShouldBe(applied, "each event once, in the journal's order");
        var printed = _journal.Where(fact => fact.JobReleaseFinished is not null && !IsPoison(fact)).Select(JobOf).ToList();
        (await ListAsync($"SELECT job::text FROM platen.ledger WHERE site = '{Site}' ORDER BY job")).ShouldBe(printed.Order(StringComparer.Ordinal));
        (await ListAsync($"SELECT count(*)::text FROM platen.jobs WHERE body ->> 'site' = '{Site}' AND version = 3 AND state = 9")).ShouldBe([$"{Jobs}"]);
        (await ListAsync($"SELECT sequence::text FROM platen.parked_events WHERE site = '{Site}' ORDER BY sequence")).ShouldBe(_journal.Where(IsPoison).Select(fact => $"{fact.Seq}"));
        (await silo.Services.GetRequiredService<IRecordQueries>().VerifyAuditAsync(SiloHost.Tenant, default)).Where(found => found.Chain == Site).ShouldBeEmpty();
    }

    private static string JobOf(AgentEvent fact) => fact.JobReceived?.JobId ?? fact.JobReleaseStarted?.JobId ?? fact.JobReleaseFinished.JobId;

    // of a job that nobody has received
    private static bool IsPoison(AgentEvent fact) => fact.JobReleaseFinished is { Reason: "poison" };

    // Jobs are held for a while, so that the events of many are mixed; now and then one that does not fit.
    private void WriteJournal()
    {
        var held = new Queue<string>();
        for (var number = 0; number < Jobs; number++)
        {
            held.Enqueue(Events.NewId());
            _journal.Add(Events.Received(Next, held.Last(), "carol", silo.UserId));
            if (held.Count > Held)
            {
                Print(held.Dequeue());
            }

            if (number % 400 == 399)
            {
                var poison = Events.Finished(Next, Events.NewId(), Events.NewId(), silo.UserId, Device);
                poison.JobReleaseFinished.Reason = "poison";
                _journal.Add(poison);
            }
        }

        while (held.TryDequeue(out var job))
        {
            Print(job);
        }
    }

    private ulong Next => (ulong)_journal.Count + 1;

    private void Print(string job)
    {
        var release = Events.NewId();
        _journal.Add(Events.Started(Next, job, release, silo.UserId, Device));
        _journal.Add(Events.Finished(Next, job, release, silo.UserId, Device));
    }

    private List<AgentEvent[]> Batches(int from, int to) => [.. _journal[from..to].Chunk(BatchEvents)];

    private async Task<TestAgent> EnrolledAsync()
    {
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/sites/{Site}", new { name = Site }));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync($"api/v1/sites/{Site}/devices/{Device}", new { name = "MFP", host = "192.0.2.9", protocol = "raw", port = 9100 }));
        await SiloHost.ReadAsync(await silo.Administrator.PutAsJsonAsync("api/v1/queues/follow-me", new { name = "Follow me", kind = "pull", prices = new { monoPage = "0.05", colourPage = "0.20" } }));
        var added = await SiloHost.ReadAsync(await silo.Administrator.PostAsJsonAsync($"api/v1/sites/{Site}/agents", new { agent = $"{Site}-1" }));
        var agent = TestAgent.New(silo);
        await agent.EnrolAsync(added.GetProperty("token").GetString()!);
        return agent;
    }

    private async Task<List<string>> ListAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(silo.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> found = [];
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }
}
