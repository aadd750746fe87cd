using System.Globalization;
using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Clients;

/// <summary>The main job: print, log in, release, equal bytes, one charge.</summary>
[Collection(SystemGroup.Name)]
public sealed class MainJobTests(PlatenSystem system)
{
    [Theory]
    [InlineData(PrintClient.Lp)]
    [InlineData(PrintClient.Lpr)]
    [InlineData(PrintClient.Rlpr)]
    [InlineData(PrintClient.IpptoolPrintJob)]
    [InlineData(PrintClient.IpptoolCreateJob)]
    [InlineData(PrintClient.IpptoolTls)]
    public async Task Document_SentByAnOrdinaryClient_ComesOutEqualAndIsChargedOnce(PrintClient client)
    {
        var user = await system.NewUserAsync();
        var document = await system.PrintAsync(user, client);
        await ReleaseAndCheckAsync(user, document, "mfp-raw");
    }

    [Theory]
    [InlineData("mfp-raw", "raw")]
    [InlineData("mfp-ipp", "ipp")]
    [InlineData("mfp-ipps", "ipps")]
    [InlineData("mfp-lpr", "lpd")]
    public async Task Document_ReleasedByEachProtocol_ComesOutEqualAndTheDeviceCountsIt(string device, string protocol)
    {
        var user = await system.NewUserAsync();
        var document = await system.PrintAsync(user, document: SentDocument.PostScript(system.Documents, pages: 3, paddingBytes: 200_000));
        await ReleaseAndCheckAsync(user, document, device);
        (await system.PrintedAsync(document)).Protocol.ShouldBe(protocol);
    }

    [Fact]
    public async Task RawJob_OfUnknownSender_IsUnclaimedUntilAnAdministratorGivesItToAUser()
    {
        var user = await system.NewUserAsync();
        var document = await system.PrintAsync(user, PrintClient.Nc);
        var job = await system.ServerJobAsync(document);
        job.Owner.ShouldBeNull();
        (await system.Server.JobsAsync("unclaimed=true")).ShouldContain(listed => listed.Id == job.Id);
        await system.Server.ClaimAsync(job.Id, user);
        using var terminal = await system.LogInAtPanelAsync(user);
        await Eventually.TrueAsync("the claimed job in its new owner's list", async () => (await terminal.JobsAsync()).Any(listed => listed.Job == job.Id));
        (await terminal.ReleaseAsync(job.Id)).Stage.ShouldBe("completed");
        await system.PrintedAsync(document);
        (await system.LedgerOfAsync(job.Id)).ShouldHaveSingleItem().User.ShouldBe(user.Id);
    }

    [Fact]
    public async Task Job_OfAnUnknownUser_IsVisibleAsUnclaimedWithTheNameThatWasSent()
    {
        var document = SentDocument.PostScript(system.Documents);
        (await system.TryPrintAsync(document, "nobody-knows-me")).MustSucceed();
        var job = await system.ServerJobAsync(document);
        job.Owner.ShouldBeNull();
        job.ClaimedUser.ShouldBe("nobody-knows-me");
        job.State.ShouldBe("pending-held");
    }

    [Fact]
    public async Task DirectQueue_PrintsWithoutALogin()
    {
        var user = await system.NewUserAsync();
        var document = await system.PrintAsync(user, queue: "direct");
        await system.PrintedAsync(document);
        var job = await system.ServerJobAsync(document);
        (await system.LedgerOfAsync(job.Id)).ShouldHaveSingleItem().User.ShouldBe(user.Id);
    }

    [Fact]
    public async Task UnknownFormat_IsPassedOnAsItIs_WithItsPagesUnknown()
    {
        var user = await system.NewUserAsync();
        var document = await system.PrintAsync(user, document: SentDocument.Unknown(system.Documents, 100_000));
        using var terminal = await system.LogInAtPanelAsync(user);
        var job = await terminal.JobAsync(document);
        (await system.ServerJobAsync(document)).Format.ShouldBe("application/octet-stream");
        (await terminal.ReleaseAsync(job.Job)).Stage.ShouldBe("completed");
        await system.PrintedAsync(document);
    }

    [Fact]
    public async Task EmptyDocument_IsRefusedWithTheReason()
    {
        var user = await system.NewUserAsync();
        var result = await system.TryPrintAsync(SentDocument.Unknown(system.Documents, 0), user.LoginName);
        result.ExitCode.ShouldNotBe(0);
        result.Output.ShouldContain("The document is empty");
    }

    [Fact]
    public async Task Selftest_OfTheOpsScripts_FindsEverythingEqual()
    {
        var document = SentDocument.PostScript(system.Documents, pages: 4);
        var result = (await system.OpsAsync("selftest", document.File, "--via", "lpd", "--user", "bob", "--device", "mfp-ipp")).MustSucceed();
        result.Output.ShouldContain("\"ok\":true");
        result.Output.ShouldContain($"\"sha256Out\":\"{document.Sha256}\"");
    }

    private async Task ReleaseAndCheckAsync(SampleUser user, SentDocument document, string device)
    {
        using var terminal = await system.LogInAtPanelAsync(user, device);
        var job = await terminal.JobAsync(document);
        var release = await terminal.ReleaseAsync(job.Job);
        release.Stage.ShouldBe("completed", release.Reason);
        await system.PrintedAsync(document);
        var entry = (await system.LedgerOfAsync(job.Job)).ShouldHaveSingleItem();
        entry.Device.ShouldBe(device);
        entry.Evidence.ShouldBe("device");
        entry.Impressions.ShouldBe(document.Pages);
        // the sample queues' prices: 0.05 a page, 0.20 in colour or when that is not known
        decimal.Parse(entry.Price, CultureInfo.InvariantCulture).ShouldBe(document.Pages * (entry.Colour == "monochrome" ? 0.05m : 0.20m));
        await terminal.LogOutAsync();
    }
}
