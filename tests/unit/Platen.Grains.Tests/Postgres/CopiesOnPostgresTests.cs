using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Jobs;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Postgres;

/// <summary>I3: the right to print a job with copies is asked for by two sites at once, through two hosts of grains over one PostgreSQL. Mutant: the job's version is not compared.</summary>
public sealed class CopiesOnPostgresTests(PostgresHost host) : IClassFixture<PostgresHost>
{
    private const int Jobs = 40;
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly SiteId South = SiteId.Parse("south");
    private static readonly AgentId SouthAgent = AgentId.Parse("south-1");

    [Fact]
    public async Task Right_AskedForByBothSitesAtOnce_IsOnesAndOnRecord()
    {
        var branch = await new Branch(host.Grains, TimeProvider.System).SetUpAsync();
        await SetUpSouthAsync();
        using var twin = await host.TwinAsync();
        var others = twin.Services.GetRequiredService<IGrainFactory>();
        var sequence = 0L;
        for (var i = 0; i < Jobs; i++)
        {
            var job = JobId.New(TimeProvider.System);
            (await branch.ReportAsync(Branch.Received(job, branch.Anna) with { CopiedTo = South })).Parked.ShouldBe(0);
            var copied = new IngestFacts { Agent = SouthAgent, Facts = [new AgentFact(++sequence, TimeProvider.System.GetUtcNow(), new JobCopied { Job = job })] };
            (await host.Grains.Site(Branch.Tenant, South).IngestAsync(copied, None)).Parked.ShouldBe(0);

            var answers = await Task.WhenAll(
                host.Grains.Job(Branch.Tenant, job).TakeReleaseAsync(Wish(branch, Branch.SiteId, Branch.Agent), None),
                others.Job(Branch.Tenant, job).TakeReleaseAsync(Wish(branch, South, SouthAgent) with { FromCopy = true }, None));

            answers.Select(answer => answer.Code).OrderBy(code => code).ShouldBe([TakeCode.Granted, TakeCode.Busy]);
            var audit = await host.Queries.ListAuditAsync(Branch.Tenant, new("", 100), None);
            audit.Items.Count(entry => entry.Entry.Action == "job.release-taken" && entry.Entry.Subject == $"job:{job}").ShouldBe(1);
        }

        (await host.Grains.Query(Branch.Tenant).VerifyAuditAsync(None)).ShouldBeEmpty();
        await twin.StopAsync();
    }

    private async Task SetUpSouthAsync()
    {
        var south = host.Grains.Site(Branch.Tenant, South);
        await south.CreateAsync(new CreateSite { Name = "South" }, Branch.System, None);
        var token = (await south.AddAgentAsync(new AddAgent { Agent = SouthAgent }, Branch.System, None)).Token;
        (await south.EnrolAsync(new EnrolAgent { Token = token, Pkcs10 = [1] }, None)).Code.ShouldBe(EnrolCode.Enrolled);
    }

    private static TakeRelease Wish(Branch branch, SiteId site, AgentId agent) =>
        new() { Release = ReleaseId.New(TimeProvider.System), Site = site, Agent = agent, Device = Branch.DeviceId, User = branch.Anna };
}
