using System.Collections.Immutable;
using System.Diagnostics;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using AgentRecord = Platen.Domain.Sites.SiteAgent;

namespace Platen.Benchmarks.Store;

/// <summary>Commits printed jobs as a silo does: job row, ledger entry, audit entry, change and the agent's event, all in one. One tenant, one site, one agent and one user a client; with credit, each ledger entry is debited to its user's account.</summary>
internal sealed class PrintedJobs(IRecordStore store, int clients, bool credit = false)
{
    /// <summary>What each is charged, in ten-thousandths.</summary>
    public const long PriceE4 = 900;

    private static readonly SiteId Site = SiteId.Parse("site");
    private readonly long[] _sequences = new long[clients];
    private readonly ImmutableArray<UserId> _users = [.. Enumerable.Range(0, clients).Select(_ => UserId.New(TimeProvider.System))];

    public TenantId Tenant { get; } = TenantId.Parse(credit ? "bench-credit" : "bench");

    public ImmutableArray<UserId> Users => _users;

    public long Committed => _sequences.Sum();

    public async Task PrepareAsync()
    {
        var agents = Enumerable.Range(0, clients).Select(i => new AgentChange(new AgentRecord { Tenant = Tenant, Site = Site, Id = AgentOf(i), Version = 1 }) { ExpectedVersion = 0 });
        var tenant = new Tenant { Id = Tenant, Name = "Bench", Credit = new CreditPolicy { Enabled = credit, Since = credit ? TimeProvider.System.GetUtcNow().AddHours(-1) : null }, Version = 1 };
        var users = _users.Select((id, i) => new UserChange(new User { Tenant = Tenant, Id = id, LoginName = $"user-{i}", DisplayName = "User", Role = UserRole.User, Version = 1 }) { ExpectedVersion = 0 });
        await ExpectAsync(new Commit { Tenant = Tenant, AuditChain = "site", Changes = [new TenantChange(tenant) { ExpectedVersion = 0 }, .. agents, .. users] });
    }

    public async Task<double> PerSecondAsync(TimeSpan duration)
    {
        var before = Committed;
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(i => Task.Run(async () =>
        {
            while (clock.Elapsed < duration)
            {
                await ExpectAsync(Printed(i, _sequences[i] + 1));
                _sequences[i]++;
            }
        })));
        return (Committed - before) / clock.Elapsed.TotalSeconds;
    }

    private static AgentId AgentOf(int client) => AgentId.Parse($"agent-{client}");

    private async Task ExpectAsync(Commit commit)
    {
        var result = await store.CommitAsync(commit, CancellationToken.None);
        if (result.Code != CommitCode.Committed)
        {
            throw new InvalidOperationException($"{result.Code}: {result.Message}");
        }
    }

    private Commit Printed(int client, long sequence)
    {
        var now = TimeProvider.System.GetUtcNow();
        var job = new Job
        {
            Tenant = Tenant, Id = JobId.New(TimeProvider.System), Site = Site, Agent = AgentOf(client), Queue = QueueId.Parse("pull"), ClaimedUser = "anna", Owner = _users[client], Title = "Quarterly report.pdf",
            Facts = new DocumentFacts { Format = "application/pdf", Pages = new PageCount(3, PageEvidence.Parsed), SizeBytes = 20_480, Sha256 = new string('a', 64) },
            Protocol = IntakeProtocol.Ipp, SourceAddress = "192.0.2.44", ReceivedAt = now, State = JobState.Completed, StateSince = now, PrintedTimes = 1, Version = 1,
        };
        var release = ReleaseId.New(TimeProvider.System);
        return new Commit
        {
            Tenant = Tenant, AuditChain = Site.Value, Event = new AppliedEvent(Site, AgentOf(client), sequence),
            Changes = [new JobChange(job) { ExpectedVersion = 0 }],
            Ledger = [new LedgerEntry
            {
                Id = Guid.CreateVersion7(), Tenant = Tenant, Site = Site, At = now, Release = release, Job = job.Id, User = _users[client], Device = DeviceId.Parse("mfp"), Queue = job.Queue,
                Title = job.Title, Impressions = 3, Evidence = PageEvidence.Device, AllCounts = [new PageCount(3, PageEvidence.Device)], PriceE4 = PriceE4, Currency = "EUR", Outcome = ReleaseOutcome.Completed,
            }],
            Audit = [new AuditEntry
            {
                At = now, Actor = $"user:{_users[client]}", Origin = "mfp", Action = "job.released", Subject = $"job:{job.Id}", Success = true,
                Details = ImmutableSortedDictionary<string, string>.Empty.Add("release", release.ToString()),
            }],
            Feed = [new FeedEntry(FeedTopic.Job, job.Id.ToString(), Site)],
        };
    }
}
