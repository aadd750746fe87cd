using System.Globalization;
using System.Text;
using Platen.TestKit.Time;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>LPD over sockets: what an RFC 1179 client may do, and what a hostile one does.</summary>
public sealed class LpdTests
{
    private const int Taken = 0;
    private const int Refused = 1;
    private static readonly byte[] Document = Documents.PostScript(1);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Job_InEitherOrder_IsHeldWithItsClaims(bool controlFirst)
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = await BeginAsync(host);

        foreach (var isControl in new[] { controlFirst, !controlFirst })
        {
            (await (isControl ? ControlAsync(client, Control("alice")) : DataAsync(client, Document))).ShouldBe(Taken);
        }

        var job = await host.TheJobAsync(Document);
        (job.Owner, job.Title, job.Facts.Copies).ShouldBe((IntakeHost.Alice, "Report", 2));
        AskedFinishing.Of(job.Ticket).Copies.ShouldBe(2);
    }

    // catches: the connection's own token in place of the idle one; it fires at FIN, while the end of the document is still to be read
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Job_OfUnknownSize_EndsWithTheConnection(bool waitsForAnswers)
    {
        await using var host = await IntakeHost.StartAsync();
        var document = Documents.PostScript(3_000);
        using var client = await BeginAsync(host);
        (await ControlAsync(client, Control("alice"))).ShouldBe(Taken);

        await client.SendAsync("\u00030 dfA001here\n");
        if (waitsForAnswers)
        {
            (await client.AnswerAsync()).ShouldBe(Taken);
        }

        await client.SendAsync(document);
        client.Finish();

        await host.TheJobAsync(document);
        (await client.RestAsync()).ShouldBe(waitsForAnswers ? [Taken] : [Taken, Taken]);
    }

    [Fact]
    public async Task TwoDataFiles_OfOneControlFile_AreTwoJobs()
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = await BeginAsync(host);

        (await ControlAsync(client, "Hhere\nPalice\nldfA001here\nNone\nldfB001here\nNtwo\n")).ShouldBe(Taken);
        (await DataAsync(client, Document)).ShouldBe(Taken);
        (await DataAsync(client, Documents.PostScript(2), "dfB001here")).ShouldBe(Taken);

        (await host.JobsAsync(2)).Select(job => job.Title).ShouldBe(["one", "two"]);
    }

    // catches: a job completed at the connection's end without regard to the announced size
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connection_CutInsideTheDataFile_LeavesNothing(bool reset)
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = await BeginAsync(host);
        (await ControlAsync(client, Control("alice"))).ShouldBe(Taken);
        await client.SendAsync("\u00031000000 dfA001here\n");
        (await client.AnswerAsync()).ShouldBe(Taken);
        await client.SendAsync(Document);
        await host.ReceptionsAsync(1);

        if (reset)
        {
            client.Reset();
        }
        else
        {
            client.Finish();
            (await client.AnswerAsync()).ShouldBe(Refused);
        }

        await host.ShouldKeepNothingAsync();
    }

    // catches: silence taken for the end of a file of unknown size
    [Fact]
    public async Task Connection_ThatFallsSilentInTheDataFile_LeavesNothing()
    {
        var time = new ManualTimeProvider();
        await using var host = await IntakeHost.StartAsync(time);
        using var client = await BeginAsync(host);
        (await ControlAsync(client, Control("alice"))).ShouldBe(Taken);
        await client.SendAsync("\u00030 dfA001here\n");
        (await client.AnswerAsync()).ShouldBe(Taken);
        await client.SendAsync(Document);

        var answer = client.AnswerAsync();
        await IntakeHost.UntilAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                return answer.IsCompleted;
            },
            () => "the silent connection to be ended");

        (await answer).ShouldBeLessThan(Taken);
        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task DataFile_WithoutControlFile_LeavesNothing()
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = await BeginAsync(host);
        (await DataAsync(client, Document)).ShouldBe(Taken);

        client.Finish();

        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task Queue_ThatIsUnknown_IsRefused()
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = new WireClient(host.LpdPort);

        await client.SendAsync("\u0002nowhere\n");

        (await client.AnswerAsync()).ShouldBe(Refused);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Owner_WhoIsUnknown_IsRefusedWhereTheQueueWantsKnownOnes(bool controlFirst)
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = await BeginAsync(host, IntakeHost.KnownOnly);
        if (controlFirst)
        {
            (await ControlAsync(client, Control("mallory"))).ShouldBe(Taken);
            await client.SendAsync("\u000310 dfA001here\n");
            (await client.AnswerAsync()).ShouldBe(Refused);
        }
        else
        {
            (await DataAsync(client, Document)).ShouldBe(Taken);
            (await ControlAsync(client, Control("mallory"))).ShouldBe(Refused);
        }

        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task ControlFile_WithTricks_ChangesNothingButTheClaims()
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = await BeginAsync(host);
        var title = "../../etc/passwd\u001b[2J" + new string('x', 2_000);

        (await ControlAsync(client, $"H../../here\nP../../root\u0007\nJ{title}\nldfA001here\n")).ShouldBe(Taken);
        (await DataAsync(client, Document)).ShouldBe(Taken);

        var job = await host.TheJobAsync(Document);
        (job.Owner, job.Title.Length <= 255, job.ClaimedUser.Length <= 255).ShouldBe((null, true, true));
        (job.Title + job.ClaimedUser).ShouldAllBe(character => !char.IsControl(character));
    }

    [Theory]
    [InlineData("\u0002follow-me\n\u00021000000 cfA001here\n")]
    [InlineData("\u0002follow-me\n\u000310 ../../etc/passwd\n")]
    [InlineData("\u0002follow-me\n\u0003-1 dfA001here\n")]
    [InlineData("\u0002follow-me\n\u0003many dfA001here\n")]
    [InlineData("\u0002../follow-me\n")]
    [InlineData("\u0002\n")]
    [InlineData("\n")]
    [InlineData("GET / HTTP/1.1\n")]
    public async Task Commands_ThatBreakTheProtocol_AreRefusedAndLeaveNothing(string text)
    {
        await using var host = await IntakeHost.StartAsync();
        using var client = new WireClient(host.LpdPort);

        await client.SendAsync(text);

        (await client.RestAsync())[^1].ShouldBe((byte)Refused);
        await host.ShouldKeepNothingAsync();
    }

    // catches: an acknowledgement before the spool has said that it is kept (I9)
    [Fact]
    public async Task Spool_ThatIsFull_RefusesAndStillOpensWhatItHolds()
    {
        await using var host = await IntakeHost.StartAsync();
        using (var first = await BeginAsync(host))
        {
            await ControlAsync(first, Control("alice"));
            (await DataAsync(first, Document)).ShouldBe(Taken);
        }

        host.FillDisk();
        using var client = await BeginAsync(host);
        await ControlAsync(client, Control("alice"));
        (await DataAsync(client, Documents.PostScript(200_000), mayRefuseOffer: true)).ShouldBe(Refused);

        await host.ReceptionsAsync(0);
        await host.TheJobAsync(Document);
    }

    [Fact]
    public async Task Receptions_BeyondTheLimit_AreRefused()
    {
        await using var host = await IntakeHost.StartAsync(intake: options => options.ReceptionsMax = 1);
        using var first = await BeginAsync(host);
        await first.SendAsync("\u0003100 dfA001here\n");
        (await first.AnswerAsync()).ShouldBe(Taken);
        using var second = await BeginAsync(host);

        await second.SendAsync("\u0003100 dfA001here\n");

        (await second.AnswerAsync()).ShouldBe(Refused);
        first.Reset();
        await host.ShouldKeepNothingAsync();
    }

    private static string Control(string user) => $"Hhere\nP{user}\nJReport\nldfA001here\nldfA001here\nUdfA001here\nNreport.ps\n";

    private static async Task<WireClient> BeginAsync(IntakeHost host, string queue = IntakeHost.Pull)
    {
        var client = new WireClient(host.LpdPort);
        await client.SendAsync($"\u0002{queue}\n");
        (await client.AnswerAsync()).ShouldBe(Taken);
        return client;
    }

    private static Task<int> ControlAsync(WireClient client, string text) => FileAsync(client, 2, "cfA001here", Encoding.Latin1.GetBytes(text), mayRefuseOffer: false);

    private static Task<int> DataAsync(WireClient client, byte[] document, string name = "dfA001here", bool mayRefuseOffer = false) => FileAsync(client, 3, name, document, mayRefuseOffer);

    private static async Task<int> FileAsync(WireClient client, int subcommand, string name, byte[] bytes, bool mayRefuseOffer)
    {
        await client.SendAsync(string.Create(CultureInfo.InvariantCulture, $"{(char)subcommand}{bytes.Length} {name}\n"));
        var offer = await client.AnswerAsync();
        if (mayRefuseOffer && offer == Refused)
        {
            return offer;
        }

        offer.ShouldBe(Taken);
        await client.SendAsync([.. bytes, 0]);
        return await client.AnswerAsync();
    }
}
