using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>RAW over sockets: the document is what comes until the client closes its side, and nothing else ends it.</summary>
public sealed class RawTests
{
    private const int Closed = -1;
    private const int Reset = -2;
    private static readonly byte[] Document = Documents.PostScript(1, "%%For: alice\n%%Pages: 1\n");

    [Fact]
    public async Task Connection_ThatFinishes_IsAJobBeforeItIsClosed()
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = new WireClient(host.RawPort);

        await client.SendAsync(Document);
        client.Finish();

        (await client.AnswerAsync()).ShouldBe(Closed);
        host.Jobs.Count.ShouldBe(1);
        (await host.TheJobAsync(Document)).Owner.ShouldBe(IntakeHost.Alice);
    }

    // catches: an error of the receive taken for the end of the document
    [Fact]
    public async Task Connection_ThatBreaksOff_LeavesNothing()
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = new WireClient(host.RawPort);
        await client.SendAsync(Document);
        await host.ReceptionsAsync(1);

        client.Reset();

        await host.ShouldKeepNothingAsync();
    }

    // catches: silence taken for the end of the document, so that half a job prints
    [Fact]
    public async Task Connection_ThatFallsSilent_IsResetAndLeavesNothing()
    {
        var time = new ManualTimeProvider();
        await using var host = await IntakeHost.StartAsync(time);
        using var client = new WireClient(host.RawPort);
        await client.SendAsync(Document);
        await host.ReceptionsAsync(1);

        var answer = client.AnswerAsync();
        await IntakeHost.UntilAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                return answer.IsCompleted;
            },
            () => "the silent connection to be ended");

        (await answer).ShouldBe(Reset);
        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task Connection_ThatSendsNothing_IsAProbeAndNoJob()
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = new WireClient(host.RawPort);

        client.Finish();

        (await client.AnswerAsync()).ShouldBe(Closed);
        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task Owner_WhoIsUnknown_IsHeldUnclaimedOrRefusedByReset()
    {
        await using var host = await IntakeHost.StartAsync();
        var document = Documents.PostScript(1, "%%For: mallory\n");
        using var refused = new WireClient(host.KnownOnlyRawPort);
        await refused.SendAsync(document);
        refused.Finish();
        (await refused.AnswerAsync()).ShouldBe(Reset);
        host.Jobs.Count.ShouldBe(0);

        using var held = new WireClient(host.RawPort);
        await held.SendAsync(document);
        held.Finish();

        (await held.AnswerAsync()).ShouldBe(Closed);
        var job = await host.TheJobAsync(document);
        (job.Owner, job.ClaimedUser).ShouldBe((null, "mallory"));
    }

    [Fact]
    public async Task Spool_ThatIsFull_ResetsTheConnection()
    {
        await using var host = await IntakeHost.StartAsync();
        host.FillDisk();
        using var client = new WireClient(host.RawPort);

        await client.SendAsync(Document);
        client.Finish();

        (await client.AnswerAsync()).ShouldBe(Reset);
        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task Receptions_BeyondTheLimit_AreReset()
    {
        await using var host = await IntakeHost.StartAsync(intake: options => options.ReceptionsMax = 1);
        await host.ReceptionsAsync(0);
        using var first = new WireClient(host.RawPort);
        await first.SendAsync(Document);
        await host.ReceptionsAsync(1);
        using var second = new WireClient(host.RawPort);

        (await second.AnswerAsync()).ShouldBe(Reset);

        first.Finish();
        await host.TheJobAsync(Document);
    }
}
