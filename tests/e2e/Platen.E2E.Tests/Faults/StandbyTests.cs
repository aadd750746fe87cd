using System.Diagnostics;
using Platen.E2E.Tests.Running;
using Xunit.Abstractions;

namespace Platen.E2E.Tests.Faults;

/// <summary>The standby server takes over: nothing acknowledged is lost, nothing is charged twice, and the old server writes nothing more. Real processes.</summary>
public sealed class StandbyTests(ServerPair pair, ITestOutputHelper output) : IClassFixture<ServerPair>
{
    // promised are 10 s on a machine with nothing else to do; the tests share theirs
    private static readonly TimeSpan TakeOverMax = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Frozen = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Active_Killed_TheStandbyTakesOver()
    {
        var active = await pair.WholeAsync();
        (await pair.HealthAsync(ServerPair.Other(active))).ShouldBe("standby");
        var jobs = await PrintAsync(3);
        var clock = Stopwatch.StartNew();

        await pair.SignalAsync(active, "KILL");

        await TakenOverAsync(ServerPair.Other(active), clock);
        await AllChargedOnceAsync(ServerPair.Other(active), [.. jobs, .. await PrintAsync(2)]);
    }

    // mutants: no beat is looked at (nobody takes over); check_epoch compares nothing (the woken server does what it was asked while it was frozen)
    [Fact]
    public async Task Active_Frozen_IsTakenOverFrom_AndWakesToWriteNothing()
    {
        var active = await pair.WholeAsync();
        var jobs = await PrintAsync(3);
        using var frozen = await pair.ApiAsync(active);
        var clock = Stopwatch.StartNew();

        await pair.SignalAsync(active, "STOP");

        await TakenOverAsync(ServerPair.Other(active), clock);
        jobs.AddRange(await PrintAsync(2));
        await Task.Delay(Frozen > clock.Elapsed ? Frozen - clock.Elapsed : TimeSpan.Zero);
        // the first thing that it finds when it wakes
        var wish = frozen.DelegateAsync(pair.User, pair.System.Administrator);
        await pair.SignalAsync(active, "CONT");
        var answer = await Should.ThrowAsync<Exception>(wish, "The server that was taken over from acknowledged a change.");
        output.WriteLine($"The woken server answered: {answer.Message}");
        await Eventually.TrueAsync("the end of the server that was taken over from", async () => !await pair.RunsAsync(active), Patience);
        (await File.ReadAllTextAsync(Path.Combine(pair.System.Data, "log", active + ".log"))).ShouldContain("Another server has taken over");
        await AllChargedOnceAsync(ServerPair.Other(active), jobs);
    }

    // two real server processes, one after the other: nothing of a login is a process' own
    [Fact]
    public async Task OAuth_BegunAtOneServer_GoesOnAtTheOther()
    {
        var active = await pair.WholeAsync();
        using var api = await pair.ApiAsync(active);
        using var program = await OAuthProgram.RegisterAsync((path, body) => api.SendAsync(HttpMethod.Put, path, body), pair.Console(active), pair.System.Endpoints.ServerCertificate, pair.User.LoginName, pair.User.Password);
        var scene = await OAuthScene.BeginAsync(program);
        var clock = Stopwatch.StartNew();

        await pair.SignalAsync(active, "KILL");

        await TakenOverAsync(ServerPair.Other(active), clock);
        using var other = program.At(pair.Console(ServerPair.Other(active)), pair.System.Endpoints.ServerCertificate);
        await scene.GoOnAsync(other);
    }

    [Fact]
    public async Task Database_Restarted_OneOfTheTwoGoesOn()
    {
        await pair.WholeAsync();
        var jobs = await PrintAsync(2);
        var clock = Stopwatch.StartNew();
        await pair.System.KillPostgresAsync();
        jobs.AddRange(await PrintAsync(2));

        var active = await pair.WholeAsync();

        output.WriteLine($"Active again {clock.Elapsed.TotalSeconds:0.0} s after the database was killed: {active}.");
        await AllChargedOnceAsync(active, jobs);
    }

    private async Task TakenOverAsync(string name, Stopwatch clock)
    {
        await Eventually.TrueAsync($"{name} to be the active one", () => pair.IsReadyAsync(name), Patience);
        output.WriteLine($"{name} is ready {clock.Elapsed.TotalSeconds:0.0} s after the other one failed.");
        clock.Elapsed.ShouldBeLessThan(TakeOverMax);
    }

    // the outside record: what the client was told, and what came out
    private async Task<List<(SentDocument Document, string Job)>> PrintAsync(int count)
    {
        var printed = new List<(SentDocument, string)>();
        using var terminal = await pair.System.LogInAtPanelAsync(pair.User);
        for (var i = 0; i < count; i++)
        {
            var document = await pair.System.PrintAsync(pair.User);
            var job = await terminal.JobAsync(document);
            (await terminal.ReleaseAsync(job.Job)).Stage.ShouldBe("completed");
            printed.Add((document, job.Job));
        }

        return printed;
    }

    private async Task AllChargedOnceAsync(string active, List<(SentDocument Document, string Job)> jobs)
    {
        using var api = await pair.ApiAsync(active);
        foreach (var (document, job) in jobs)
        {
            (await Eventually.GetAsync($"a ledger entry of {document.Title}", async () => await api.LedgerAsync("job=" + job) is { Count: > 0 } entries ? entries : null, Patience)).ShouldHaveSingleItem();
            await pair.System.PrintedAsync(document);
        }

        (await api.VerifyAuditAsync()).GetProperty("whole").GetBoolean().ShouldBeTrue();
    }
}
