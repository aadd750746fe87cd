using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Faults;

/// <summary>An agent's disk, and the server's database, put back from a backup: told, shown, and never merged. Real processes, a system of its own.</summary>
public sealed class RestoredBackupTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly PlatenSystem _system = new();
    private SampleUser _user = null!;

    public async Task InitializeAsync()
    {
        await _system.InitializeAsync();
        _user = _system.Endpoints.Users.First(user => user.LoginName == "alice");
    }

    public Task DisposeAsync() => _system.DisposeAsync();

    // mutant: AgentLineage.Judge lets every journal in. The copy's events pass for those that the server has, and are dropped.
    [Fact]
    public async Task AgentsFolder_PutBack_IsFenced_AndOnceAcceptedEverythingIsAccountedOnce()
    {
        var before = await PrintAndReleaseAsync();
        await BackUpAsync("agent", _system.KillAgentAsync);
        var lost = new[] { await PrintAndReleaseAsync(), await PrintAndReleaseAsync(), await PrintAndReleaseAsync() };
        await PutBackAsync("agent", _system.KillAgentAsync);

        var fence = await Eventually.GetAsync("the fence at the server", () => _system.Server.FenceAsync(), Patience);
        (fence.Kind, fence.Through, fence.Accepted).ShouldBe(("forked", fence.ServerSequence, false));
        fence.From.ShouldBeLessThanOrEqualTo(fence.Through);
        // the branch goes on working meanwhile
        var during = await PrintAndReleaseAsync(isRecorded: false);
        (await _system.Server.JobsAsync("")).ShouldNotContain(job => job.Sha256 == during.Document.Sha256, "nothing of a fenced agent is taken");

        await _system.Server.ResolveFenceAsync(fence, accept: true);

        await ChargedOnceAsync(during.Document, during.Job);
        await ChargedOnceAsync(before.Document, before.Job);
        foreach (var (document, job) in lost)
        {
            await ChargedOnceAsync(document, job);
        }

        var (after, id) = await PrintAndReleaseAsync();
        await ChargedOnceAsync(after, id);
        (await _system.Server.FenceAsync()).ShouldBeNull();
        (await _system.Server.VerifyAuditAsync()).GetProperty("whole").GetBoolean().ShouldBeTrue();
    }

    // mutant: send on from what was acknowledged once. The server waits for ever for what it has lost.
    [Fact]
    public async Task ServersDatabase_PutBack_GetsAgainWhatTheAgentStillHas()
    {
        var before = await PrintAndReleaseAsync();
        await BackUpAsync("postgres", KillServerAsync);
        await _system.Server.LogInAsync(_system.Administrator);
        var later = new[] { await PrintAndReleaseAsync(), await PrintAndReleaseAsync() };
        await PutBackAsync("postgres", KillServerAsync);
        await _system.Server.LogInAsync(_system.Administrator);

        foreach (var (document, job) in later.Prepend(before))
        {
            await ChargedOnceAsync(document, job);
        }

        var (after, id) = await PrintAndReleaseAsync();
        await ChargedOnceAsync(after, id);
    }

    private async Task<(SentDocument Document, string Job)> PrintAndReleaseAsync(bool isRecorded = true)
    {
        var document = await _system.PrintAsync(_user);
        using var terminal = await _system.LogInAtPanelAsync(_user);
        var job = await terminal.JobAsync(document);
        (await terminal.ReleaseAsync(job.Job)).Stage.ShouldBe("completed");
        await _system.PrintedAsync(document);
        if (isRecorded)
        {
            await _system.LedgerOfAsync(job.Job);
        }

        return (document, job.Job);
    }

    private async Task ChargedOnceAsync(SentDocument document, string job)
    {
        (await Eventually.GetAsync($"a ledger entry of {document.Title}", async () => await _system.Server.LedgerAsync("job=" + job) is { Count: > 0 } entries ? entries : null, Patience)).ShouldHaveSingleItem();
        await _system.PrintedAsync(document);
    }

    private async Task KillServerAsync()
    {
        await _system.KillServerAsync();
        await _system.KillPostgresAsync();
    }

    private async Task BackUpAsync(string folder, Func<Task> kill)
    {
        await kill();
        (await Programs.RunAsync("cp", ["-a", Path.Combine(_system.Data, folder), Path.Combine(_system.Data, folder + "-backup")])).MustSucceed();
        await _system.RestartAsync();
    }

    private async Task PutBackAsync(string folder, Func<Task> kill)
    {
        await kill();
        var path = Path.Combine(_system.Data, folder);
        (await Programs.RunAsync("mv", [path, path + "-lost"])).MustSucceed();
        (await Programs.RunAsync("mv", [path + "-backup", path])).MustSucceed();
        await _system.RestartAsync();
    }
}
