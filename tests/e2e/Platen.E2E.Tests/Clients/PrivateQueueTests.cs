using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Clients;

/// <summary>PR04, I6: after release, a private queue's job is gone with its key.</summary>
[Collection(SystemGroup.Name)]
public sealed class PrivateQueueTests(PlatenSystem system)
{
    private const int OwnFileBytes = 8_000_000;

    // mutant: keep the data of a private job for reprint
    [Fact]
    public async Task PrivateJob_AfterItsRelease_IsGoneWithItsData()
    {
        var user = await system.NewUserAsync();
        var before = SpoolFiles();
        var document = await system.PrintAsync(user, queue: "private", document: SentDocument.PostScript(system.Documents, paddingBytes: OwnFileBytes));
        var kept = SpoolFiles().Except(before, StringComparer.Ordinal).ShouldHaveSingleItem("a large document has a file of its own");
        using var terminal = await system.LogInAtPanelAsync(user);
        var job = await terminal.JobAsync(document);
        (await terminal.ReleaseAsync(job.Job)).Stage.ShouldBe("completed");
        await system.PrintedAsync(document);
        await Eventually.TrueAsync("the deletion at the server", async () => !(await system.Server.JobAsync(job.Job)).DataKept);
        await Eventually.TrueAsync("the end of the spool file", () => Task.FromResult(!File.Exists(kept)));
        (await terminal.JobsAsync()).ShouldNotContain(listed => listed.Job == job.Job);
        (await Should.ThrowAsync<SystemFaultException>(() => terminal.StartReleaseAsync(job.Job))).Message.ShouldContain("None of your jobs has that id");
    }

    private string[] SpoolFiles() => Directory.GetFiles(Path.Combine(system.Data, "agent", "spool"), "*", SearchOption.AllDirectories);
}
