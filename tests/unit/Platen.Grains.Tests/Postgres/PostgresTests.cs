using System.Diagnostics;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;
using Xunit.Abstractions;

namespace Platen.Grains.Tests.Postgres;

/// <summary>The same on the real record: what the record in memory promises must be what PostgreSQL keeps.</summary>
public sealed class PostgresTests(PostgresHost host, ITestOutputHelper output) : IClassFixture<PostgresHost>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Facts_OfManyJobs_AreChargedOnceAndTheAuditChainHolds()
    {
        var branch = await new Branch(host.Grains, TimeProvider.System).SetUpAsync();
        var pin = await branch.AnnaGrain.IssuePinAsync(Branch.System, None);
        pin.Result.Code.ShouldBe(CommandCode.Done);
        var facts = new List<Domain.Sites.AgentFact>();
        for (var i = 0; i < 500; i++)
        {
            var (job, release) = (JobId.New(TimeProvider.System), ReleaseId.New(TimeProvider.System));
            facts.AddRange([branch.Next(Branch.Received(job, branch.Anna)), branch.Next(branch.Started(job, release)), branch.Next(branch.Finished(job, release))]);
            if (i % 100 == 50)
            {
                facts.Add(branch.Next(branch.Finished(job, release)));
            }
        }

        var watch = Stopwatch.StartNew();
        foreach (var batch in facts.Chunk(500))
        {
            (await branch.IngestAsync([.. batch])).Code.ShouldBe(IngestCode.Ok);
        }

        output.WriteLine($"{facts.Count / watch.Elapsed.TotalSeconds:F0} facts/s");
        var again = await branch.IngestAsync([.. facts[^100..]]);
        (again.Code, again.Committed).ShouldBe((IngestCode.Ok, facts.Count));
        var overview = await host.Grains.Query(Branch.Tenant).OverviewAsync(None);
        (overview.JobsPrintedToday, overview.ImpressionsToday).ShouldBe((500, 1500));
        (await host.Grains.Query(Branch.Tenant).VerifyAuditAsync(None)).ShouldBeEmpty();
        var pages = await ReplicaReading.PagesAsync(branch.Site, Branch.Agent, ReplicaPosition.After(0));
        var anna = pages.SelectMany(page => page.Changes).Single(change => change.User is not null).User!;
        var policy = pages.SelectMany(page => page.Changes).Last(change => change.Policy is not null).Policy!;
        PasswordHash.Verify(anna.PinHash, pin.Pin!, PasswordPepper.Of(policy.CredentialKey.AsSpan())).ShouldBeTrue("the replica has all that a site needs to verify a PIN");
        await LongPollAsync(branch, pages[^1].Next);
    }

    private static async Task LongPollAsync(Branch branch, ReplicaPosition position)
    {
        var waiting = branch.Site.ReadDownAsync(new ReadDown { Agent = Branch.Agent, Position = position, WaitMax = TimeSpan.FromSeconds(10) }, None);
        await branch.AnnaGrain.UpdateAsync(new UpdateUser { DisplayName = "Anna B." }, Branch.System, None);
        (await waiting.WaitAsync(GrainHost.Limit)).Changes.ShouldHaveSingleItem().User!.DisplayName.ShouldBe("Anna B.");
    }
}
