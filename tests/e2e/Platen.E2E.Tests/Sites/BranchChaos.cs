using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Sites;

/// <summary>
/// One random schedule over two branches: documents sent and released at either, the line cut and refused, agents and server killed, the branch's clock stepped. Then everything heals, and what was acknowledged is compared with paper and ledger.
/// </summary>
internal sealed class BranchChaos(SystemOfBranches system, SteppedClock clock, int seed, Action<string> say)
{
    private const int Steps = 14;
    private const int ClockStepMinutesMax = 50;
    private static readonly TimeSpan HealMax = TimeSpan.FromMinutes(4);

    private readonly Random _random = new(seed);

    // the outside record: what clients were told
    private readonly List<SentDocument> _acknowledged = [];

    public async Task RunAsync()
    {
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync();
        }

        await HealAsync();
        await CheckAsync();
    }

    private async Task StepAsync()
    {
        switch (_random.Next(10))
        {
            case <= 2:
                await SendAsync(_random.Next(2) == 0 ? system.Main : system.Branch);
                break;
            case <= 5:
                await ReleaseAsync();
                break;
            case 6:
                Say("the line is cut");
                system.Line.Cut();
                break;
            case 7:
                system.Line.Refuses = !system.Line.Refuses;
                system.Line.Cut();
                Say(system.Line.Refuses ? "the line refuses" : "the line is back");
                break;
            case 8:
                await KillAsync();
                break;
            default:
                var offset = TimeSpan.FromMinutes(_random.Next(-ClockStepMinutesMax, ClockStepMinutesMax));
                Say($"the branch's clock steps to {offset.TotalMinutes} min");
                clock.Step(offset);
                break;
        }
    }

    private async Task SendAsync(SystemEndpoints site)
    {
        var document = SentDocument.PostScript(system.Documents, pages: 2, paddingBytes: _random.Next(2) == 0 ? 0 : 1_500_000);
        var sent = await Printing.SendAsync(site, PrintClient.IpptoolPrintJob, document, system.User.LoginName, "follow-me");
        Say($"{document.Title} sent to {(site == system.Main ? "main" : "the branch")}: {(sent.ExitCode == 0 ? "acknowledged" : "refused")}");
        if (sent.ExitCode == 0)
        {
            _acknowledged.Add(document);
        }
    }

    // a user walks up and chooses what is held; whether it comes out is not waited for
    private async Task ReleaseAsync()
    {
        var isMain = _random.Next(2) == 0;
        try
        {
            using var terminal = await LogInAsync(isMain);
            var held = (await terminal.JobsAsync()).Where(job => job.State == "pending-held" && job.Site is null or { Reachable: true } && IsMine(job)).ToList();
            if (held.Count > 0)
            {
                var job = held[_random.Next(held.Count)];
                Say($"{job.Title} released at {(isMain ? "main" : "the branch")}");
                await terminal.StartReleaseAsync(job.Job);
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SystemFaultException or TaskCanceledException)
        {
            Say($"a release at {(isMain ? "main" : "the branch")} was refused: {fault.Message}");
        }
    }

    private async Task KillAsync()
    {
        switch (_random.Next(3))
        {
            case 0:
                Say("the branch's agent is killed");
                await system.RestartAsync("agent-branch-2", clock);
                break;
            case 1:
                Say("main's agent is killed");
                await system.KillAsync("agent");
                await system.RestartAsync();
                break;
            default:
                Say("the server is killed");
                await system.KillAsync("server");
                await system.RestartAsync();
                break;
        }
    }

    // the line is back, the clock is right, and the users print what still waits
    private async Task HealAsync()
    {
        Say("healing");
        system.Line.Refuses = false;
        clock.Step(TimeSpan.Zero);
        await system.Server.LogInAsync(system.Main.Users.First(user => user.LoginName == "admin"));
        await Eventually.TrueAsync($"{Where}: the end of all jobs", async () =>
        {
            await PrintHeldAsync(isMain: true);
            await PrintHeldAsync(isMain: false);
            var jobs = await system.Server.JobsAsync("");
            return _acknowledged.All(document => jobs.Any(job => job.Sha256 == document.Sha256 && job.State == "completed"));
        }, HealMax, TimeSpan.FromSeconds(2));
    }

    private async Task PrintHeldAsync(bool isMain)
    {
        using var terminal = await LogInAsync(isMain);
        foreach (var job in (await terminal.JobsAsync()).Where(job => job.State == "pending-held" && job.Site is null && IsMine(job)))
        {
            await terminal.ReleaseAsync(job.Job);
        }
    }

    private async Task CheckAsync()
    {
        var jobs = await system.Server.JobsAsync("");
        foreach (var document in _acknowledged)
        {
            var job = jobs.Where(known => known.Sha256 == document.Sha256).ShouldHaveSingleItem($"{Where}: {document.Title}");
            var entries = await system.Server.LedgerAsync("job=" + job.Id);
            var (main, branch) = await system.CopiesAsync(document);
            var (papers, completed) = (main + branch, entries.Count(entry => entry.Outcome == "completed"));
            entries.DistinctBy(entry => entry.Release).Count().ShouldBe(entries.Count, $"{Where}: a release of {document.Title} was charged twice");
            completed.ShouldBe(1, $"{Where}: {document.Title} was printed by {completed} releases; nobody chose it after it was printed");
            papers.ShouldBeInRange(completed, entries.Count, $"{Where}: {document.Title} came out {main} times at main and {branch} at the branch; its entries: {string.Join("; ", entries)}");
        }

        (await system.Server.VerifyAuditAsync()).GetProperty("whole").GetBoolean().ShouldBeTrue(Where);
        say($"seed {seed}: {_acknowledged.Count} documents, all right");
    }

    private Task<PanelTerminal> LogInAsync(bool isMain) => isMain ? system.LogInAtMainAsync() : system.LogInAtBranchAsync();

    private bool IsMine(PanelJob job) => _acknowledged.Any(document => document.IsTitle(job.Title));

    private void Say(string what) => say($"seed {seed}: {what}");

    private string Where => $"seed {seed}";
}
