using Platen.E2E.Tests.Running;

namespace Platen.E2E.Tests.Clients;

/// <summary>PR18: a document that a workstation sends without a driver comes out of a printer that cannot take it, and the ledger keeps how it was counted.</summary>
[Collection(SystemGroup.Name)]
public sealed class ConversionTests(PlatenSystem system)
{
    private const int Pages = 3;

    // mutants: a folder that the renderer's own user cannot enter, because of the agent's umask; the document goes as it is; what it was converted into is no evidence; the conversion's count is charged beside the document's
    [Fact]
    public async Task Pdf_FromLp_ReleasedAtAPrinterOfPclOnly_ComesOutAsPcl_AndTheLedgerSaysHow()
    {
        await system.Server.AddDeviceLikeAsync("mfp-pcl", like: "mfp-raw", "pcl5");
        var user = await system.NewUserAsync();
        var document = await system.PrintAsync(user, PrintClient.Lp, document: await SentDocument.PdfAsync(system.Documents, Pages));
        var before = Printed();
        using var terminal = await Eventually.GetAsync("a login at the new device", async () => (PanelTerminal?)await system.LogInAtPanelAsync(user, "mfp-pcl"), pause: TimeSpan.FromSeconds(1));
        var job = await terminal.JobAsync(document);

        var release = await terminal.ReleaseAsync(job.Job);

        release.Stage.ShouldBe("completed", release.Reason);
        var paper = Printed().Except(before, StringComparer.Ordinal).ShouldHaveSingleItem();
        (await File.ReadAllBytesAsync(paper)).AsSpan().StartsWith("\eE"u8).ShouldBeTrue("a document of PCL 5 begins with a reset");
        var entry = (await system.LedgerOfAsync(job.Job)).ShouldHaveSingleItem();
        (entry.Device, entry.Impressions, entry.Outcome, entry.PriceValue).ShouldBe(("mfp-pcl", Pages, "completed", Pages * 0.05m));
        entry.AllCounts.ShouldContain(count => count.Pages == Pages && count.Evidence == "parsed" && count.Reason == null);
        entry.AllCounts.ShouldContain(count => count.Pages == Pages && (count.Reason ?? "").StartsWith("converted from PDF to PCL 5 by Ghostscript ", StringComparison.Ordinal));
    }

    private string[] Printed() => Directory.GetFiles(system.Endpoints.VirtualMfp!.Output, "*.prn");
}
