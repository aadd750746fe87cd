using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Sites;

/// <summary>
/// Jobs that are copied to another branch in advance (MS02, I2, I3; ADR 0040), and documents that go straight from agent to agent (ADR 0037), with three branches of real processes. The outside record: what the virtual MFPs put into their
/// folders, and the ledger.
/// </summary>
public sealed class CopiesTests : IAsyncLifetime
{
    private const int MiB = 1024 * 1024;
    private readonly SystemOfBranches _system = new() { Sites = 3, IsDirect = true };

    public async Task InitializeAsync()
    {
        await _system.InitializeAsync();
        await _system.Server.AddCopiedQueueAsync("copied", "branch-2");
        await _system.Server.AddCopiedQueueAsync("copied-to-main", "main");
    }

    public Task DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task CopiesAndTheDirectWay_WithRealProcesses()
    {
        await OriginKilledForGood_PrintsFromTheCopyAtItsSite_AndNotAgainWhenItIsBackAsync();
        await OriginKilledForGood_PrintsAtAThirdSiteFromTheCopyAsync();
        await OriginCutOff_RefusesAndSaysWhy_WhileTheCopyIsPrintedAsync();
        await Document_OfAnAgentThatCanBeDialled_DoesNotTouchTheServersLineAsync();
    }

    private async Task OriginKilledForGood_PrintsFromTheCopyAtItsSite_AndNotAgainWhenItIsBackAsync()
    {
        var (document, id) = await PrintCopiedAsync(_system.Main, "copied");
        await _system.KillAsync("agent");

        using (var terminal = await _system.LogInAtBranchAsync())
        {
            await terminal.JobAsync(document);
            var release = await terminal.ReleaseAsync(id);
            release.Stage.ShouldBe("completed", release.Reason);
        }

        await ShouldBePrintedOnceAsync(document, id, "branch-2");
        await _system.RestartAsync();
        using var back = await _system.LogInAtMainAsync();
        await Eventually.TrueAsync("the origin knows that its job was printed elsewhere", async () => (await back.JobsAsync()).Single(job => job.Job == id).State == "completed", TimeSpan.FromSeconds(60));
        await ShouldBePrintedOnceAsync(document, id, "branch-2");
        await Eventually.TrueAsync("the copy is destroyed", async () => (await _system.Server.JobAsync(id)).Copy is { Dropped: true }, TimeSpan.FromSeconds(30));
    }

    private async Task OriginKilledForGood_PrintsAtAThirdSiteFromTheCopyAsync()
    {
        var (document, id) = await PrintCopiedAsync(_system.Main, "copied", SentDocument.Unknown(_system.Documents, 2 * MiB));
        await _system.KillAsync("agent");
        using (var terminal = await _system.LogInAtAsync("branch-3"))
        {
            await Eventually.TrueAsync("the job can be had at the third branch", async () => (await terminal.JobsAsync()).Any(job => job.Job == id && job.Site is { Reachable: true }), TimeSpan.FromSeconds(60));
            var release = await terminal.ReleaseAsync(id);
            release.Stage.ShouldBe("completed", release.Reason);
        }

        await ShouldBePrintedOnceAsync(document, id, "branch-3");
        await _system.RestartAsync();
    }

    private async Task OriginCutOff_RefusesAndSaysWhy_WhileTheCopyIsPrintedAsync()
    {
        var (document, id) = await PrintCopiedAsync(_system.Branch, "copied-to-main");
        using var here = await _system.LogInAtBranchAsync();
        await here.JobAsync(document);
        _system.Line.Refuses = true;
        _system.Line.Cut();

        var refused = await Eventually.GetAsync("the origin refuses", async () => await RefusalAsync(here, id));
        refused.ShouldContain("the server has to say who prints it");
        using (var there = await _system.LogInAtMainAsync())
        {
            await there.JobAsync(document);
            (await there.ReleaseAsync(id)).Stage.ShouldBe("completed");
        }

        _system.Line.Refuses = false;
        await Eventually.TrueAsync("the origin knows that its job was printed elsewhere", async () => (await here.JobsAsync()).Single(job => job.Job == id).State == "completed", TimeSpan.FromMinutes(2));
        await ShouldBePrintedOnceAsync(document, id, "main");
    }

    private async Task Document_OfAnAgentThatCanBeDialled_DoesNotTouchTheServersLineAsync()
    {
        var (document, id) = await _system.PrintAtMainAsync(SentDocument.Unknown(_system.Documents, 8 * MiB));
        using var terminal = await _system.LogInAtBranchAsync();
        await terminal.JobAsync(document);
        var before = _system.Line.BytesDown;

        (await terminal.ReleaseAsync(id)).Stage.ShouldBe("completed");

        (_system.Line.BytesDown - before).ShouldBeLessThan(MiB, "only what is said about the document goes through the server");
        (await _system.LogAsync("agent-branch-2")).ShouldContain("ended directly");
        await ShouldBePrintedOnceAsync(document, id, "branch-2");
    }

    private async Task<(SentDocument Document, string Job)> PrintCopiedAsync(SystemEndpoints site, string queue, SentDocument? document = null)
    {
        document ??= SentDocument.PostScript(_system.Documents, pages: 2);
        await Eventually.TrueAsync($"the queue {queue} takes a document", async () => (await Printing.SendAsync(site, PrintClient.IpptoolPrintJob, document, _system.User.LoginName, queue)).ExitCode == 0, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));
        var job = await Eventually.GetAsync(
            $"the copy of {document.Title} is whole", async () => (await _system.Server.JobsAsync("")).FirstOrDefault(known => known.Sha256 == document.Sha256 && known.Copy is { Agent: not null }), TimeSpan.FromSeconds(60));
        return (document, job.Id);
    }

    private static async Task<string?> RefusalAsync(PanelTerminal terminal, string job)
    {
        try
        {
            return (await terminal.ReleaseAsync(job)).Reason;
        }
        catch (SystemFaultException refusal)
        {
            return refusal.Message;
        }
    }

    private async Task ShouldBePrintedOnceAsync(SentDocument document, string id, string site)
    {
        await Eventually.TrueAsync($"{document.Title} recorded as printed", async () => (await _system.Server.JobAsync(id)) is { State: "completed" }, TimeSpan.FromSeconds(60));
        (await _system.Server.JobAsync(id)).PrintedTimes.ShouldBe(1);
        (await _system.Server.LedgerAsync("job=" + id)).Count(entry => entry.Outcome == "completed").ShouldBe(1);
        foreach (var place in new[] { "main", "branch-2", "branch-3" })
        {
            (await SystemOfBranches.CopiesAsync(place == "main" ? _system.Main : _system.At(place), document)).ShouldBe(place == site ? 1 : 0, $"{document.Title} at {place}");
        }
    }
}
