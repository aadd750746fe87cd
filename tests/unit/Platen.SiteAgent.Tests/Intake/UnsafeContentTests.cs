using Platen.Contracts.AgentLink.V1;
using static Platen.SiteAgent.Tests.Intake.Wire;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>Documents that would change the device, by every way in and by the queue's policy.</summary>
public sealed class UnsafeContentTests
{
    private const string Uel = "\e%-12345X";
    private const string Attack = "@PJL FSDOWNLOAD FORMAT:BINARY SIZE=4 NAME=\"0:\\x\"\r\nabcd@PJL DEFAULT PASSWORD=7\r\n";
    private const string Rest = "@PJL ENTER LANGUAGE=POSTSCRIPT\r\n%!PS\nshowpage\n" + Uel;
    private static readonly byte[] Persistent = Octets("%!PS\nserverdict begin 0 exitserver\n/showpage {} def\n");

    [Fact]
    public async Task Pjl_ThatChangesTheDevice_IsLeftOut_AndNoted()
    {
        await using var host = await IntakeHost.StartAsync();

        (await RawAsync(host.RawPort, Octets(Uel + Attack + Rest))).ShouldBe(Closed);

        var job = await host.TheJobAsync(Octets(Uel + Rest));
        job.Findings.ShouldBe(["PJL FSDOWNLOAD removed", "PJL DEFAULT removed"]);
        job.Facts.SizeBytes.ShouldBe(Uel.Length + Rest.Length);
    }

    [Fact]
    public async Task Pjl_ThatChangesTheDevice_IsLeftOutOfLpdAndIppJobsToo()
    {
        await using var host = await IntakeHost.StartAsync();
        (await LpdAsync(host.LpdPort, IntakeHost.Pull, "alice", Octets(Uel + Attack + Rest))).ShouldBe(Taken);
        await IppTool.RunAsync(host, "ipp", await host.FileAsync(Octets(Uel + Attack + Rest)), IppTool.PrintJob("alice", "x"));

        foreach (var job in await host.JobsAsync(2))
        {
            (await host.ReadAsync(job)).ShouldBe(Octets(Uel + Rest));
        }
    }

    [Fact]
    public async Task Pjl_ThatChangesTheDevice_IsRefusedWhereTheQueueSaysSo()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SetPolicyAsync(new IntakePolicy { Pjl = UnsafeContentPolicy.Refuse });

        (await RawAsync(host.RawPort, Octets(Uel + Attack + Rest))).ShouldBe(Reset);
        (await LpdAsync(host.LpdPort, IntakeHost.Pull, "alice", Octets(Uel + Attack + Rest))).ShouldBe(Refused);

        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task Pjl_ThatChangesTheDevice_PassesWhereTheQueueSaysSo_AndIsNoted()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SetPolicyAsync(new IntakePolicy { Pjl = UnsafeContentPolicy.Pass });
        var document = Octets(Uel + Attack + Rest);

        (await RawAsync(host.RawPort, document)).ShouldBe(Closed);

        (await host.TheJobAsync(document)).Findings.ShouldBe(["PJL FSDOWNLOAD passed", "PJL DEFAULT passed"]);
    }

    // mutant: a document of which nothing is left becomes an empty job
    [Fact]
    public async Task Document_OfNothingButSuchCommands_IsNoJob()
    {
        await using var host = await IntakeHost.StartAsync();

        (await RawAsync(host.RawPort, Octets(Attack))).ShouldBe(Reset);

        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task PostScript_ThatLeavesItsJob_IsRefused_ByEveryProtocol()
    {
        await using var host = await IntakeHost.StartAsync();

        (await RawAsync(host.RawPort, Persistent)).ShouldBe(Reset);
        (await LpdAsync(host.LpdPort, IntakeHost.Pull, "alice", Persistent)).ShouldBe(Refused);

        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task PostScript_ThatLeavesItsJob_PassesWhereTheQueueSaysSo_AndIsNoted()
    {
        await using var host = await IntakeHost.StartAsync();
        await host.SetPolicyAsync(new IntakePolicy { PostScript = UnsafeContentPolicy.Pass });

        (await RawAsync(host.RawPort, Persistent)).ShouldBe(Closed);

        (await host.TheJobAsync(Persistent)).Findings.ShouldBe(["PostScript exitserver passed"]);
    }

    // mutant: a reception that counts only what left the guard takes a short document, which the guard still holds, for a probe
    [Fact]
    public async Task Document_OfOneByte_IsAJob()
    {
        await using var host = await IntakeHost.StartAsync();

        (await RawAsync(host.RawPort, [(byte)'@'])).ShouldBe(Closed);

        await host.TheJobAsync([(byte)'@']);
    }
}
