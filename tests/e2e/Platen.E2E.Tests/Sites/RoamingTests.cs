using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Sites;

/// <summary>Print in one branch, walk up in another (MS02, I3), with real processes.</summary>
[Collection(BranchGroup.Name)]
public sealed class RoamingTests(SystemOfBranches system)
{
    private const int MiB = 1024 * 1024;

    [Fact]
    public async Task Job_OfOneBranch_IsPrintedAtAnotherAndChargedOnceThere()
    {
        var (document, id) = await system.PrintAtMainAsync();
        using var terminal = await system.LogInAtBranchAsync();
        var listed = await terminal.JobAsync(document);

        var release = await terminal.ReleaseAsync(listed.Job);

        (listed.Job, listed.Site!.Site, listed.Site.Reachable).ShouldBe((id, "main", true));
        release.Stage.ShouldBe("completed", release.Reason);
        (await system.CopiesAsync(document)).ShouldBe((0, 1));
        await ShouldEndAsync(document, id, printed: 1);
    }

    /// <summary>PR16 over the sites: a delegate prints the owner's job elsewhere; the owner is charged.</summary>
    [Fact]
    public async Task Job_OfSomebodyWhoNamesADelegate_IsPrintedByTheDelegateAtAnotherBranchAndChargedToItsOwner()
    {
        var owner = system.Main.Users.First(user => user.LoginName is not ("admin" or "alice"));
        await system.Server.DelegateAsync(owner, system.User);
        var (document, id) = await system.PrintAtMainAsync(sender: owner);
        using var terminal = await system.LogInAtBranchAsync();

        var release = await terminal.ReleaseAsync((await terminal.JobAsync(document)).Job);

        release.Stage.ShouldBe("completed", release.Reason);
        (await system.CopiesAsync(document)).ShouldBe((0, 1));
        await ShouldEndAsync(document, id, printed: 1);
        (await system.Server.LedgerAsync("job=" + id)).ShouldHaveSingleItem().User.ShouldBe(owner.Id);
        await system.Server.DelegateAsync(owner);
    }

    /// <summary>I3. Mutant: the holder hands a job over without asking whether a release has it.</summary>
    [Fact]
    public async Task Job_ReleasedAtBothBranchesAtOnce_PrintsOnce()
    {
        for (var round = 0; round < 3; round++)
        {
            // nothing is kept of a private job, so that the later of the two cannot pass for a reprint
            var (document, id) = await system.PrintAtMainAsync(queue: "private");
            using var here = await system.LogInAtMainAsync();
            using var there = await system.LogInAtBranchAsync();
            await there.JobAsync(document);

            var ends = await Task.WhenAll(TryReleaseAsync(here, id), TryReleaseAsync(there, id));

            ends.Count(end => end.Stage == "completed").ShouldBe(1, string.Join("; ", ends.Select(end => end.ToString())));
            ends.Single(end => end.Stage != "completed").Reason.ShouldNotBeEmpty();
            var (main, branch) = await system.CopiesAsync(document);
            (main + branch).ShouldBe(1);
            await ShouldEndAsync(document, id, printed: 1);
        }
    }

    /// <summary>Each of those who take part dies in the middle of the transfer, or the line does. Whatever the release comes to, the job is printed once in the end.</summary>
    [Theory]
    [InlineData("line")]
    [InlineData("agent")]
    [InlineData("agent-branch-2")]
    [InlineData("server")]
    public async Task Transfer_SomebodyDies_TheJobPrintsOnceInTheEnd(string who)
    {
        var (document, id) = await system.PrintAtMainAsync(SentDocument.Unknown(system.Documents, 6 * MiB));
        using var terminal = await system.LogInAtBranchAsync();
        await terminal.JobAsync(document);
        system.Line.Down.BytesPerSecond = 2 * MiB;
        var before = system.Line.BytesDown;
        var release = await terminal.StartReleaseAsync(id);
        await Eventually.TrueAsync("the first part of the document at the second branch", () => Task.FromResult(system.Line.BytesDown > before + MiB));

        await KillAsync(who);
        system.Line.Down.BytesPerSecond = 0;

        await PrintAtLastAsync(terminal, release, document, id, isTerminalGone: who == "agent-branch-2");
        await ShouldEndAsync(document, id, printed: 1);
    }

    private async Task KillAsync(string who)
    {
        if (who == "line")
        {
            system.Line.Cut();
            return;
        }

        await system.KillAsync(who);
        await system.RestartAsync();
        await system.Server.LogInAsync(system.Main.Users.First(user => user.LoginName == "admin"));
    }

    // a release that the fault ended leaves the job held; its user chooses it again
    private async Task PrintAtLastAsync(PanelTerminal terminal, string release, SentDocument document, string id, bool isTerminalGone)
    {
        if (!isTerminalGone && (await terminal.EndAsync(release)).Stage == "completed")
        {
            return;
        }

        using var again = await system.LogInAtBranchAsync();
        await Eventually.TrueAsync($"{document.Title} printed at the second branch", async () =>
            (await again.JobsAsync()).Any(job => job.Job == id && job.State == "pending-held") && (await TryReleaseAsync(again, id)).Stage == "completed", TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(2));
    }

    private async Task ShouldEndAsync(SentDocument document, string id, int printed)
    {
        await Eventually.TrueAsync($"{document.Title} recorded as printed by its holder", async () => (await system.Server.JobAsync(id)) is { State: "completed" }, TimeSpan.FromSeconds(60));
        (await system.Server.LedgerAsync("job=" + id)).Count(entry => entry.Outcome == "completed").ShouldBe(printed);
        (await system.Server.JobAsync(id)).PrintedTimes.ShouldBe(printed);
        var (main, branch) = await system.CopiesAsync(document);
        (main + branch).ShouldBe(printed);
    }

    private static async Task<Release> TryReleaseAsync(PanelTerminal terminal, string job)
    {
        try
        {
            return await terminal.ReleaseAsync(job);
        }
        catch (SystemFaultException refusal)
        {
            return new Release(job, "refused", Ended: true, 0, refusal.Message);
        }
    }
}
