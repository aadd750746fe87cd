using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Tests.Spool;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>Deliveries to programs that nobody here wrote: socat, ippeveprinter, cups-lpd.</summary>
public sealed class RealPrinterTests
{
    [Fact]
    public async Task Raw_IntoSocat_ArrivesByteForByte()
    {
        var folder = Directory.CreateTempSubdirectory("platen-sink-").FullName;
        var (port, file) = (PeerProcess.FreePort(), Path.Combine(folder, "job"));
        await using (var socat = PeerProcess.Start("/usr/bin/socat", "socat", ["-u", $"TCP-LISTEN:{port},bind=127.0.0.1,reuseaddr,fork", $"OPEN:{file},creat,append"]))
        {
            await socat.WaitForPortAsync(port);
            await using var host = await DeliveryHost.StartAsync();
            host.AddDevice(DeliveryProtocol.Raw, port);
            var document = SpoolFixture.Bytes(5_000_003);
            var job = await host.HoldAsync(document);

            var end = await host.PrintAsync(job.Id);

            end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
            (await File.ReadAllBytesAsync(file)).ShouldBe(document);
            var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
            (fact.Printed.Pages, fact.Printed.Evidence).ShouldBe((3, Evidence.Parsed), "a device without a voice: the document's count stands in");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(DeliveryProtocol.Ipp)]
    [InlineData(DeliveryProtocol.Ipps)]
    public async Task TwoJobsInARow_IntoIppeveprinter_BothArrive_WithTheDevicesCount(DeliveryProtocol protocol)
    {
        await using var printer = await EverywherePrinter.StartAsync("echo 'ATTR: job-impressions-completed=7' >&2");
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(protocol, printer.Port);
        byte[][] documents = [Pdf(2_000_000, seed: 1), Pdf(300_000, seed: 2)];
        List<JobId> jobs = [];
        List<ReleaseId> releases = [];
        foreach (var document in documents)
        {
            jobs.Add((await host.HoldAsync(document)).Id);
            releases.Add(ReleaseId.New(TimeProvider.System));
            await host.RequestAsync(jobs[^1], releases[^1]);
        }

        foreach (var release in releases)
        {
            var end = await host.EndOfAsync(release);
            end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        }

        printer.Documents().ShouldBe(documents, ignoreOrder: true);
        var fact = (await host.FinishedAsync(jobs[0])).ShouldHaveSingleItem();
        (fact.Printed.Pages, fact.Printed.Evidence).ShouldBe((7, Evidence.Device));
    }

    // mutant: a transport that takes server-error-busy for a refusal ends the second release as not printed
    [Fact]
    public async Task Ippeveprinter_BusyWithAnothersJob_IsAskedAgain()
    {
        await using var printer = await EverywherePrinter.StartAsync("sleep 2");
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Ipp, printer.Port, "mfp-1");
        host.AddDevice(DeliveryProtocol.Ipp, printer.Port, "mfp-2"); // a lane of its own to the same printer, as another agent would be
        var (first, second) = (ReleaseId.New(TimeProvider.System), ReleaseId.New(TimeProvider.System));
        await host.RequestAsync((await host.HoldAsync(Pdf(1000, seed: 1))).Id, first, "mfp-1");
        await host.ProgressAsync(first, progress => progress.Stage == ReleaseStage.Printing, "printing");
        await host.RequestAsync((await host.HoldAsync(Pdf(1000, seed: 2))).Id, second, "mfp-2");

        await host.ProgressAsync(second, progress => progress.Reason.Contains("busy", StringComparison.Ordinal), "busy");
        (await host.EndOfAsync(first)).Stage.ShouldBe(ReleaseStage.Completed);
        (await host.EndOfAsync(second)).Stage.ShouldBe(ReleaseStage.Completed);
        printer.Documents().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Lpr_IntoCupsLpd_ArrivesByteForByte_UnderItsOwnersNameAndTitle()
    {
        await using var server = await CupsLpdServer.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Lpr, server.Port, change: device => device.Path = CupsLpdServer.Queue);
        var document = SpoolFixture.Bytes(5_000_003);
        var job = await host.HoldAsync(document);

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.Completed, end.Reason);
        (await server.PrintedAsync(document.Length)).ShouldBe(document);
        var control = server.ControlFiles().ShouldHaveSingleItem();
        control.ShouldContain("Quarterly report");
        control.ShouldContain("erika");
        var fact = (await host.FinishedAsync(job.Id)).ShouldHaveSingleItem();
        (fact.Outcome, fact.Printed.Pages, fact.Printed.Evidence).ShouldBe((ReleaseOutcome.Completed, 3, Evidence.Parsed));
    }

    [Fact]
    public async Task Lpr_IntoCupsLpdWithoutThatQueue_LeavesTheJobHeld_AndNamesTheQueue()
    {
        await using var server = await CupsLpdServer.StartAsync();
        await using var host = await DeliveryHost.StartAsync();
        host.AddDevice(DeliveryProtocol.Lpr, server.Port, change: device => device.Path = "no-such-queue");
        var job = await host.HoldAsync(SpoolFixture.Bytes(1000));

        var end = await host.PrintAsync(job.Id);

        end.Stage.ShouldBe(ReleaseStage.NotPrinted);
        end.Reason.ShouldContain("no-such-queue");
        host.Jobs.Find(job.Id)!.State.ShouldBe(JobState.PendingHeld);
        server.ControlFiles().ShouldBeEmpty();
    }

    // the printer looks at the first bytes of what it gets
    private static byte[] Pdf(int count, int seed) => [.. "%PDF-1.7\n"u8, .. SpoolFixture.Bytes(count, seed)];
}
