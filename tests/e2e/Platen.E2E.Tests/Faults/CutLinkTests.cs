using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Faults;

/// <summary>I4: the branch works without the server, and everything is accounted later, once.</summary>
[Collection(SystemGroup.Name)]
public sealed class CutLinkTests(PlatenSystem system) : IAsyncLifetime
{
    // mutant: forget what was acknowledged to the agent, so that it sends its events twice without being recognised
    [Fact]
    public async Task Branch_WithoutTheServer_HoldsListsAndReleases_AndAccountingArrivesOnce()
    {
        var user = await system.NewUserAsync();
        await system.KillServerAsync();
        var documents = new[] { await system.PrintAsync(user, PrintClient.Rlpr), await system.PrintAsync(user, PrintClient.Lp), await system.PrintAsync(user) };
        var jobs = new List<string>();
        using (var terminal = await system.LogInAtPanelAsync("mfp-ipp", new { method = "pin", pin = user.Pin }))
        {
            foreach (var document in documents)
            {
                var job = await terminal.JobAsync(document);
                (await terminal.ReleaseAsync(job.Job)).Stage.ShouldBe("completed");
                await system.PrintedAsync(document);
                jobs.Add(job.Job);
            }
        }

        await system.RestartAsync();
        foreach (var job in jobs)
        {
            (await system.LedgerOfAsync(job)).ShouldHaveSingleItem().Impressions.ShouldBe(2);
        }
    }

    // I8, in short: the database is away, intake and release go on
    [Fact]
    public async Task Database_Away_StopsNeitherIntakeNorRelease()
    {
        var user = await system.NewUserAsync();
        await system.KillPostgresAsync();
        var document = await system.PrintAsync(user);
        string job;
        using (var terminal = await system.LogInAtPanelAsync(user))
        {
            job = (await terminal.JobAsync(document)).Job;
            (await terminal.ReleaseAsync(job)).Stage.ShouldBe("completed");
        }

        await system.PrintedAsync(document);
        await system.RestartAsync();
        (await system.LedgerOfAsync(job)).ShouldHaveSingleItem();
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => system.RestartAsync();
}
