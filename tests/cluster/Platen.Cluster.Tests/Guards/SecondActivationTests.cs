using Microsoft.Extensions.DependencyInjection;
using Platen.Cluster.Tests.Support;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Jobs;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Cluster.Tests.Guards;

/// <summary>
/// A second activation of every grain, forced on purpose, on a real PostgreSQL: the rows' guards hold (I2, I4, I5). Mutants: take the unique release out of the ledger; take the version out of an update; take an agent's events without
/// regard to their sequence.
/// </summary>
public sealed class SecondActivationTests(ClusterGround ground) : IClassFixture<ClusterGround>, IAsyncLifetime
{
    private const int Jobs = 40;

    private static readonly CancellationToken None = CancellationToken.None;

    private SplitBrain _split = null!;

    public async Task InitializeAsync() => _split = await SplitBrain.StartAsync(ground);

    public Task DisposeAsync() => Task.WhenAll(_split.Sides.Select(static side => side.StopAsync()));

    [Fact]
    public async Task Facts_ReportedThroughBothActivations_AreChargedOnceEach()
    {
        var facts = new List<AgentFact>();
        for (var i = 0; i < Jobs; i++)
        {
            var (job, release) = (JobId.New(TimeProvider.System), ReleaseId.New(TimeProvider.System));
            facts.AddRange([_split.Branch.Next(Branch.Received(job, _split.Branch.Anna)), _split.Branch.Next(_split.Branch.Started(job, release)), _split.Branch.Next(_split.Branch.Finished(job, release))]);
        }

        await Task.WhenAll(ReportAllAsync(0, facts), ReportAllAsync(1, facts));
        (await _split.CountAsync("SELECT count(*) FROM platen.ledger")).ShouldBe(Jobs);
        (await _split.CountAsync("SELECT count(DISTINCT release) FROM platen.ledger")).ShouldBe(Jobs);
        (await _split.CountAsync("SELECT events_committed FROM platen.agents")).ShouldBe(facts.Count);
        (await _split.CountAsync("SELECT count(*) FROM platen.audit_entries WHERE action = 'job.printed'")).ShouldBe(Jobs);
        await AuditHoldsAsync();
    }

    [Fact]
    public async Task Release_AskedForAtBothActivations_IsOneCommand()
    {
        var job = JobId.New(TimeProvider.System);
        await ReportAllAsync(0, [_split.Branch.Next(Branch.Received(job, _split.Branch.Anna))]);
        var request = new RequestRelease { Release = ReleaseId.New(TimeProvider.System), Device = Branch.DeviceId, User = _split.Branch.Anna };
        var results = await Task.WhenAll(_split.Sides.SelectMany(side => Enumerable.Range(0, 4).Select(_ => side.Grains.Job(Branch.Tenant, job).RequestReleaseAsync(request, Branch.System, None))));
        results.ShouldAllBe(static result => result.Result.IsDone);
        (await _split.CountAsync("SELECT count(*) FROM platen.site_commands")).ShouldBe(1);
        await AuditHoldsAsync();
    }

    [Fact]
    public async Task Enrolment_TriedAtBothActivations_SucceedsOnce()
    {
        var agent = AgentId.Parse("north-2");
        var token = (await _split.Site(0).AddAgentAsync(new AddAgent { Agent = agent }, Branch.System, None)).Token;
        var command = new EnrolAgent { Token = token, Pkcs10 = [2] };
        var codes = (await Task.WhenAll(_split.Site(0).EnrolAsync(command, None), _split.Site(1).EnrolAsync(command, None))).Select(static result => result.Code).ToList();
        codes.Count(static code => code == EnrolCode.Enrolled).ShouldBe(1, string.Join(", ", codes));
    }

    [Fact]
    public async Task Card_AddedToTwoUsersAtBothActivations_IsOneUsers()
    {
        var (bob, carl) = (UserId.New(TimeProvider.System), UserId.New(TimeProvider.System));
        await _split.Sides[0].Grains.User(Branch.Tenant, bob).CreateAsync(new CreateUser { LoginName = "bob", DisplayName = "Bob", Role = UserRole.User }, Branch.System, None);
        await _split.Sides[1].Grains.User(Branch.Tenant, carl).CreateAsync(new CreateUser { LoginName = "carl", DisplayName = "Carl", Role = UserRole.User }, Branch.System, None);
        var results = await Task.WhenAll(
            _split.Sides[0].Grains.User(Branch.Tenant, bob).AddCardAsync("04A1B2C3", Branch.System, None),
            _split.Sides[1].Grains.User(Branch.Tenant, carl).AddCardAsync("04A1B2C3", Branch.System, None));
        results.Select(static result => result.Code).Order().ShouldBe([CommandCode.Done, CommandCode.NotUnique]);
    }

    [Fact]
    public async Task Updates_OfOneUserAtBothActivations_AreAllKept()
    {
        var anna = _split.Sides.Select(side => side.Grains.User(Branch.Tenant, _split.Branch.Anna)).ToList();
        for (var i = 0; i < 10; i++)
        {
            var name = $"Anna {i}";
            var mail = $"anna{i}@example.com";
            var results = await Task.WhenAll(anna[0].UpdateAsync(new UpdateUser { DisplayName = name }, Branch.System, None), anna[1].UpdateAsync(new UpdateUser { Email = mail }, Branch.System, None));
            results.ShouldAllBe(static result => result.IsDone);
            (await _split.CountAsync($"SELECT count(*) FROM platen.users WHERE body ->> 'displayName' = '{name}' AND body ->> 'email' = '{mail}'")).ShouldBe(1);
        }
    }

    // what an agent does: report from the last acknowledged fact on, until all are
    private async Task ReportAllAsync(int side, IReadOnlyList<AgentFact> facts)
    {
        var committed = 0L;
        for (var attempt = 0; committed < facts[^1].Sequence; attempt++)
        {
            attempt.ShouldBeLessThan(500, $"the facts do not get through side {side}: {committed} of {facts[^1].Sequence}");
            var result = await _split.TryIngestAsync(side, facts.Where(fact => fact.Sequence > committed).Take(7));
            committed = result?.Committed ?? committed;
            (result?.Parked ?? 0).ShouldBe(0);
        }
    }

    private async Task AuditHoldsAsync() => (await _split.Sides[0].Grains.Query(Branch.Tenant).VerifyAuditAsync(None)).ShouldBeEmpty();
}
