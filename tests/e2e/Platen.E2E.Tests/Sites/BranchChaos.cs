using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Sites;

/// <summary>
/// One random schedule over two branches: documents sent and released at either and at both at once, the line cut, half open, refused, slow, or deaf one way, agents and server killed, the branch's clock stepped, and in every fourth one
/// the branch's disk put back from a backup. Then everything heals, and what was acknowledged is compared with paper and ledger.
/// </summary>
internal sealed class BranchChaos(SystemOfBranches system, SteppedClock clock, int seed, Action<string> say)
{
    private const int Steps = 16;
    private const int BackUpAt = 3;
    private const int PutBackAt = 9;
    private const int SchedulesPerPutBack = 4;
    private const int ClockStepMinutesMax = 50;
    private const int Private = 1;
    private static readonly TimeSpan ListedMax = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LinkMax = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan HealMax = TimeSpan.FromMinutes(4);
    private static readonly double?[] Speeds = [null, 240, 120];
    private static readonly string[] Queues = ["follow-me", "private"];

    private readonly Random _random = new(seed);
    private readonly OutsideRecord _record = new(system, $"seed {seed}");
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);
    private int _parkedBefore;
    private BranchLine? _line;

    private BranchLine Line => _line ??= new BranchLine(system.Line, _random, Did);

    private bool IsPutBack => seed % SchedulesPerPutBack == 0;

    public async Task RunAsync()
    {
        _parkedBefore = await system.Server.ParkedAsync();
        await SlowDownAsync(_random.Next(Speeds.Length), _random.Next(Speeds.Length));
        for (var step = 0; step < Steps; step++)
        {
            await StepAsync();
            await PutBackAsync(step);
        }

        await HealAsync();
        await CheckAsync();
    }

    private Task StepAsync() => _random.Next(16) switch
    {
        <= 2 => SendAsync(AnySite(), Queues[_random.Next(Queues.Length)]),
        <= 5 => ReleaseAsync(),
        <= 8 => ReleaseAtBothAsync(),
        <= 12 => FailLineAsync(),
        <= 14 => KillAsync(),
        _ => StepClockAsync(),
    };

    private async Task<Acknowledged?> SendAsync(SystemEndpoints site, string queue)
    {
        var document = SentDocument.PostScript(system.Documents, pages: 2, paddingBytes: _random.Next(2) == 0 ? 0 : 1_500_000);
        var sent = await Printing.SendAsync(site, PrintClient.IpptoolPrintJob, document, system.User.LoginName, queue);
        Did(sent.ExitCode == 0 ? "acknowledged" : "refused", $"{document.Title} sent to {(site == system.Main ? "main" : "the branch")}, {queue}");
        if (sent.ExitCode != 0)
        {
            return null;
        }

        var acknowledged = new Acknowledged(document, queue);
        _record.Add(acknowledged);
        return acknowledged;
    }

    // a user walks up and chooses what is held; whether it comes out is not waited for
    private async Task ReleaseAsync()
    {
        var isMain = _random.Next(2) == 0;
        var pick = _random.Next();
        await TryAsync($"a release at {Name(isMain)}", async () =>
        {
            using var terminal = await LogInAsync(isMain);
            var held = (await terminal.JobsAsync()).Where(job => job.State == "pending-held" && job.Site is null or { Reachable: true } && _record.Find(job) is not null).ToList();
            if (held.Count > 0)
            {
                await StartAsync(terminal, held[pick % held.Count], isMain);
            }
        });
    }

    // one user's card at both branches in the same moment. Nothing is kept of a private job, so that the later of the two cannot pass for a reprint
    private async Task ReleaseAtBothAsync()
    {
        if (await SendAsync(AnySite(), Queues[Private]) is not { } sent)
        {
            return;
        }

        await TryAsync("a release at both", async () =>
        {
            using var main = await LogInAsync(isMain: true);
            using var branch = await LogInAsync(isMain: false);
            var there = await ListedAsync(branch, sent.Document);
            var here = await ListedAsync(main, sent.Document);
            await Task.WhenAll(
                TryAsync("a release at the branch, of two", () => there is null ? Task.CompletedTask : StartAsync(branch, there, isMain: false)),
                TryAsync("a release at main, of two", () => here is null ? Task.CompletedTask : StartAsync(main, here, isMain: true)));
        });
    }

    private static async Task<PanelJob?> ListedAsync(PanelTerminal terminal, SentDocument document)
    {
        try
        {
            return await Eventually.GetAsync(document.Title, async () => (await terminal.JobsAsync()).FirstOrDefault(job => document.IsTitle(job.Title)), ListedMax);
        }
        catch (TimeoutException)
        {
            return null; // the line is down: its own branch alone has it
        }
    }

    private async Task StartAsync(PanelTerminal terminal, PanelJob job, bool isMain)
    {
        await terminal.StartReleaseAsync(job.Job);
        Did("released", $"{job.Title} at {Name(isMain)}");
    }

    private Task FailLineAsync()
    {
        Line.Fail();
        return Task.CompletedTask;
    }

    private async Task KillAsync()
    {
        var part = new[] { "agent-branch-2", "agent", "server" }[_random.Next(3)];
        Did("killed", part);
        if (part == "agent-branch-2")
        {
            await system.RestartAsync(part, clock);
            return;
        }

        await system.KillAsync(part);
        await system.RestartAsync();
    }

    private Task StepClockAsync()
    {
        var offset = TimeSpan.FromMinutes(_random.Next(-ClockStepMinutesMax, ClockStepMinutesMax));
        Did("stepped", $"the branch's clock to {offset.TotalMinutes} min");
        clock.Step(offset);
        return Task.CompletedTask;
    }

    private async Task PutBackAsync(int step)
    {
        if (IsPutBack && step == BackUpAt)
        {
            await system.BackUpBranchAsync(clock);
            await ReportSomethingAsync();
        }
        else if (IsPutBack && step == PutBackAt)
        {
            _record.Shake();
            Did("put back", "the branch's disk");
            await system.PutBackBranchAsync(clock);
            await SendAsync(system.Branch, Queues[0]);
        }
    }

    // the server has to have more of the branch than its backup
    private async Task ReportSomethingAsync()
    {
        Line.Mend();
        if (await SendAsync(system.Branch, Queues[0]) is { } sent)
        {
            await Eventually.TrueAsync($"seed {seed}: {sent.Document.Title} at the server", async () => (await system.Server.JobsAsync("")).Any(job => job.Sha256 == sent.Document.Sha256), LinkMax);
        }
    }

    // the line is back, the clock is right, an administrator looks, and the users print what still waits
    private async Task HealAsync()
    {
        Say("healing");
        Line.Mend();
        clock.Step(TimeSpan.Zero);
        await SlowDownAsync(0, 0);
        await system.Server.LogInAsync(system.Main.Users.First(user => user.LoginName == "admin"));
        IReadOnlyList<string> missing = [];
        try
        {
            await Eventually.TrueAsync($"seed {seed}: the end of all jobs", async () =>
            {
                await AcceptFenceAsync();
                await PrintHeldAsync(isMain: true);
                await PrintHeldAsync(isMain: false);
                missing = await _record.MissingAsync();
                return missing.Count == 0;
            }, HealMax, TimeSpan.FromSeconds(2));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message} Missing: {string.Join("; ", missing)}", late);
        }
    }

    private async Task AcceptFenceAsync()
    {
        if (await system.Server.FenceAsync("branch-2") is { Accepted: false } fence)
        {
            IsPutBack.ShouldBeTrue($"seed {seed}: nobody put a disk back, and the branch is fenced: {fence}");
            Did("fenced", fence.ToString());
            await system.Server.ResolveFenceAsync(fence, accept: true, "branch-2");
        }
    }

    private async Task PrintHeldAsync(bool isMain)
    {
        using var terminal = await LogInAsync(isMain);
        foreach (var job in (await terminal.JobsAsync()).Where(job => job.State == "pending-held" && job.Site is null && _record.Find(job) is not null))
        {
            await terminal.ReleaseAsync(job.Job);
        }
    }

    private async Task CheckAsync()
    {
        await _record.CheckAsync();
        if (IsPutBack)
        {
            _counts.ShouldContainKey("fenced", $"seed {seed}: the branch's disk was put back, and nobody noticed");
        }
        else
        {
            (await system.Server.ParkedAsync()).ShouldBe(_parkedBefore, $"seed {seed}: events that were applied before came again, or came out of order");
        }

        Say($"all right: {string.Join(", ", _counts.Select(count => $"{count.Key} {count.Value}"))}");
    }

    // while a device is slow, others have time to want the same job
    private async Task SlowDownAsync(int main, int branch)
    {
        await SystemOfBranches.SlowDownAsync(system.Main, Speeds[main]);
        await SystemOfBranches.SlowDownAsync(system.Branch, Speeds[branch]);
    }

    private async Task TryAsync(string what, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or SystemFaultException or TaskCanceledException)
        {
            Say($"{what} was refused: {fault.Message}");
        }
    }

    private SystemEndpoints AnySite() => _random.Next(2) == 0 ? system.Main : system.Branch;

    private Task<PanelTerminal> LogInAsync(bool isMain) => isMain ? system.LogInAtMainAsync() : system.LogInAtBranchAsync();

    private static string Name(bool isMain) => isMain ? "main" : "the branch";

    private void Did(string kind, string what)
    {
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
        Say($"{kind}: {what}");
    }

    private void Say(string what) => say($"{TimeProvider.System.GetUtcNow():HH:mm:ss} seed {seed}: {what}");
}
