using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Sites;

/// <summary>
/// Agent and server of versions N and N−1 work together, in both directions, and each side is upgraded in its place: real processes, the earlier one built from the commit named in <c>previous-version</c>.
/// </summary>
[Trait("suite", "slow")]
public sealed class PreviousVersionTests
{
    private static readonly TimeSpan BuildMax = TimeSpan.FromMinutes(20);

    // mutants: a field of the link renumbered; a new event sent to a server that did not say that it knows it; a journal that only this version reads
    [Theory]
    [InlineData("--server-of", "Platen.Silo")]
    [InlineData("--agent-of", "Platen.SiteAgent")]
    public async Task Document_WithOneSideOfTheVersionBefore_ComesOutAndIsChargedOnce_AndSoAfterTheUpgrade(string side, string program)
    {
        var commit = (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tests", "cluster", "Platen.Cluster.Tests", "Processes", "previous-version"))).Split(' ')[0];
        await BuildAsync(program, commit);
        var part = program == "Platen.Silo" ? SystemPart.Server : SystemPart.Agent;
        var system = new PlatenSystem { Arguments = [side, commit] };
        await system.InitializeAsync();
        try
        {
            (await system.ProgramAsync(part)).ShouldContain($"{program}.of/{commit}", Case.Sensitive, "the version before runs");
            var user = system.Endpoints.Users.First(known => known.LoginName == "alice");
            await PrintAndReleaseAsync(system, user, await system.PrintAsync(user));
            var held = await system.PrintAsync(user);
            await system.ServerJobAsync(held);

            // the upgrade: the side of before ends without a word, and starts again as this version, on the same data
            await system.KillAsync(part);
            await system.RestartAsync();
            (await system.ProgramAsync(part)).ShouldNotContain(commit, Case.Sensitive, "this version runs");
            await system.Server.LogInAsync(system.Administrator);

            await PrintAndReleaseAsync(system, user, held);
            await PrintAndReleaseAsync(system, user, await system.PrintAsync(user));
            (await system.Server.VerifyAuditAsync()).GetProperty("whole").GetBoolean().ShouldBeTrue();
        }
        finally
        {
            await system.DisposeAsync();
        }
    }

    private static async Task PrintAndReleaseAsync(PlatenSystem system, SampleUser user, SentDocument document)
    {
        using var terminal = await system.LogInAtPanelAsync(user);
        var job = (await terminal.JobAsync(document)).Job;
        (await terminal.ReleaseAsync(job)).Stage.ShouldBe("completed");
        await system.PrintedAsync(document);
        (await system.LedgerOfAsync(job)).ShouldHaveSingleItem().Impressions.ShouldBe(document.Pages);
    }

    private static async Task BuildAsync(string program, string commit)
    {
        var script = $"export HOME='{Environment.GetEnvironmentVariable("HOME")}'; . '{Repository.Root}/ops/lib/common.sh'; . '{Repository.Root}/ops/lib/build.sh'; program_of {program} {commit}";
        (await Programs.RunAsync("bash", ["-c", script], timeLimit: BuildMax)).MustSucceed();
    }
}
