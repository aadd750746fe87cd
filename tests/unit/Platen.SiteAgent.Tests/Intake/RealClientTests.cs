using System.Globalization;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>The programs that workstations print with, straight at the agent.</summary>
public sealed class RealClientTests
{
    [Theory]
    [InlineData("ipp", IntakeProtocol.Ipp)]
    [InlineData("ipps", IntakeProtocol.Ipps)]
    public async Task PrintJob_ByIpptool_IsHeldByteForByteForItsOwner(string scheme, IntakeProtocol protocol)
    {
        await using var host = await IntakeHost.StartAsync();
        var document = await Documents.PdfAsync(host, pages: 3);

        await IppTool.RunAsync(host, scheme, await host.FileAsync(document), IppTool.PrintJob("alice", "Quarterly report"));

        var job = await host.TheJobAsync(document);
        (job.Owner, job.Title, job.Protocol, job.Facts.Copies, job.Facts.Sides).ShouldBe((IntakeHost.Alice, "Quarterly report", protocol, 2, Sides.TwoSidedLongEdge));
        (await host.PagesAsync(job, pages => pages.HasPages)).Pages.ShouldBe(3);
    }

    [Theory]
    [InlineData("ipp")]
    [InlineData("ipps")]
    public async Task CreateJobAndSendDocument_ByIpptool_IsHeldByteForByteForItsOwner(string scheme)
    {
        await using var host = await IntakeHost.StartAsync();
        var document = await Documents.PdfAsync(host, pages: 2);

        await IppTool.RunAsync(host, scheme, await host.FileAsync(document), IppTool.CreateJob("bob", "Minutes"), IppTool.SendDocument("bob"));

        var job = await host.TheJobAsync(document);
        (job.Owner, job.Title).ShouldBe((IntakeHost.Bob, "Minutes"));
        (await host.PagesAsync(job, pages => pages.HasPages)).Pages.ShouldBe(2);
    }

    [Theory]
    [InlineData("ipp")]
    [InlineData("ipps")]
    public async Task Jobs_ByIpptool_AreValidatedListedAndCancelled(string scheme)
    {
        await using var host = await IntakeHost.StartAsync();
        var file = await host.FileAsync(Documents.PostScript(1));

        await IppTool.RunAsync(
            host,
            scheme,
            file,
            IppTool.Request("Validate-Job", "alice"),
            IppTool.Request("Get-Printer-Attributes", "alice", expect: "EXPECT printer-state OF-TYPE enum\nEXPECT operations-supported OF-TYPE enum WITH-VALUE 2,4,5,6,8,9,10,11"),
            IppTool.PrintJob("alice", "Quarterly report"),
            IppTool.Request("Get-Jobs", "alice", "ATTR keyword requested-attributes job-id,job-name", "EXPECT job-id\nEXPECT job-name WITH-VALUE \"Quarterly report\""),
            IppTool.Request("Get-Jobs", "bob", expect: "EXPECT !job-id"),
            IppTool.Request("Cancel-Job", "bob", "ATTR integer job-id $job-id", status: "client-error-not-found"),
            IppTool.Request("Cancel-Job", "alice", "ATTR integer job-id $job-id"));

        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task Lp_AtTheAgent_IsHeldByteForByteForItsOwner()
    {
        await using var host = await IntakeHost.StartAsync();
        var document = await Documents.PdfAsync(host, pages: 2);

        await PrintClient.RunAsync("lp", "cups-client", host.Folder, ["-h", Server(host.IppPort), "-U", "alice", "-d", IntakeHost.Pull, "-t", "By lp", "-n", "3", await host.FileAsync(document)]);

        var job = await host.TheJobAsync(document);
        (job.Owner, job.Title, job.Facts.Copies).ShouldBe((IntakeHost.Alice, "By lp", 3));
        AskedFinishing.Of(job.Ticket).Copies.ShouldBe(3);
    }

    [Fact]
    public async Task Lpr_AtTheAgent_IsHeldByteForByteForItsOwner()
    {
        await using var host = await IntakeHost.StartAsync();
        var document = await Documents.PdfAsync(host, pages: 2);

        await PrintClient.RunAsync("lpr", "cups-bsd", host.Folder, ["-H", Server(host.IppPort), "-U", "bob", "-P", IntakeHost.Pull, "-T", "By lpr", await host.FileAsync(document)]);

        var job = await host.TheJobAsync(document);
        (job.Owner, job.Title).ShouldBe((IntakeHost.Bob, "By lpr"));
    }

    [Fact]
    public async Task Rlpr_AtTheLpdPort_IsHeldByteForByteForItsOwner()
    {
        await using var host = await IntakeHost.StartAsync();
        var document = await Documents.PdfAsync(host, pages: 4);
        var file = await host.FileAsync(document, "report.pdf");

        await PrintClient.RunAsync(
            "rlpr", "rlpr", host.Folder, ["-N", "-h", $"--port={host.LpdPort.ToString(CultureInfo.InvariantCulture)}", "-H", "127.0.0.1", "-P", IntakeHost.Pull, "-#2", file]);

        var job = await host.TheJobAsync(document);
        (job.Owner, job.Protocol, job.Facts.Copies).ShouldBe((IntakeHost.Me, IntakeProtocol.Lpd, 2));
        AskedFinishing.Of(job.Ticket).Copies.ShouldBe(2);
        job.Title.ShouldBe("report.pdf");
        (await host.PagesAsync(job, pages => pages.HasPages)).Pages.ShouldBe(4);
    }

    [Fact]
    public async Task Netcat_AtTheRawPort_IsHeldByteForByteForTheUserInTheDocument()
    {
        await using var host = await IntakeHost.StartAsync();
        var document = Documents.PostScript(2, "%%Title: (By netcat)\n%%For: (alice)\n%%Pages: 2\n");

        await PrintClient.RunAsync("nc", "netcat-openbsd", host.Folder, ["-N", "127.0.0.1", host.RawPort.ToString(CultureInfo.InvariantCulture)], await host.FileAsync(document));

        var job = await host.TheJobAsync(document);
        (job.Owner, job.Title, job.Protocol).ShouldBe((IntakeHost.Alice, "By netcat", IntakeProtocol.Raw));
    }

    private static string Server(int port) => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
}
