using System.Buffers;
using System.Net.Sockets;
using Platen.Protocols.Pjl;
using Platen.TestKit.Time;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Tests;

public sealed class RawTests
{
    [Fact]
    public async Task PlainDocument_Sent_IsPrintedByteForByte()
    {
        await using var mfp = await RunningMfp.StartAsync();

        (await mfp.PrintRawAsync(Documents.PostScript)).ShouldBeEmpty();

        var (octets, sidecar) = (await mfp.PrintedAsync(1)).ShouldHaveSingleItem();
        octets.ShouldBe(Documents.PostScript);
        (sidecar.Protocol, sidecar.Pages, sidecar.Bytes, sidecar.Sha256).ShouldBe(("raw", 2, octets.Length, Documents.Sha256(octets)));
        (sidecar.PayloadBytes, sidecar.PayloadSha256).ShouldBe((sidecar.Bytes, sidecar.Sha256));
        mfp.Files().ShouldBe(["000001-raw.json", "000001-raw.prn"]);
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    public async Task WrappedDocument_Sent_IsReportedPageByPage(int chunk)
    {
        await using var mfp = await RunningMfp.StartAsync();
        var wrapped = Documents.Wrap(Documents.PostScript);

        var replies = Replies(await mfp.PrintRawAsync(wrapped, chunk));

        replies.Select(reply => reply.Kind).ShouldBe([PjlReplyKind.JobStart, PjlReplyKind.Page, PjlReplyKind.Page, PjlReplyKind.JobEnd]);
        (replies[^1].JobName, replies[^1].Pages).ShouldBe(("platen-1", 2));
        var (octets, sidecar) = (await mfp.PrintedAsync(1)).ShouldHaveSingleItem();
        octets.ShouldBe(wrapped);
        (sidecar.PayloadBytes, sidecar.PayloadSha256, sidecar.JobName).ShouldBe((Documents.PostScript.Length, Documents.Sha256(Documents.PostScript), "alice report"));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(true, "PCL")]
    [InlineData(false, null)]
    public async Task DocumentWithPjlOfItsOwn_Sent_KeepsItAsItsOwn(bool isWrapped, string? language)
    {
        await using var mfp = await RunningMfp.StartAsync();

        await mfp.PrintRawAsync(isWrapped ? Documents.Wrap(Documents.WithOwnPjl, language: language) : Documents.WithOwnPjl);

        var (_, sidecar) = (await mfp.PrintedAsync(1)).ShouldHaveSingleItem();
        (sidecar.PayloadBytes, sidecar.PayloadSha256).ShouldBe((Documents.WithOwnPjl.Length, Documents.Sha256(Documents.WithOwnPjl)));
    }

    [Fact]
    public async Task WrappedJobWithoutItsEnd_Closed_StaysPartial()
    {
        await using var mfp = await RunningMfp.StartAsync();
        var wrapped = Documents.Wrap(Documents.PostScript);

        await mfp.PrintRawAsync(wrapped[..^20]);

        await RunningMfp.UntilAsync(() => mfp.Jobs.All.All(job => job.IsOver), () => "the job to be given up");
        mfp.Files().ShouldBe(["000001-raw.partial"]);
        mfp.Device.LifeCounter.Count.ShouldBe(0);
    }

    [Fact]
    public async Task ConnectionResetByTheClient_DuringADocument_LeavesItPartial()
    {
        await using var mfp = await RunningMfp.StartAsync();
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync("127.0.0.1", mfp.Endpoints.RawPort);
        await client.SendAsync(Documents.PostScript);
        await RunningMfp.UntilAsync(() => mfp.Jobs.All.Any(), () => "the document to begin");
        client.Close(timeout: 0);

        await RunningMfp.UntilAsync(() => mfp.Jobs.All.All(job => job.IsOver), () => "the job to be given up");
        mfp.Files().ShouldBe(["000001-raw.partial"]);
    }

    [Fact]
    public async Task CutAfterBytes_Reached_ResetsTheConnectionAndLeavesThatMuch()
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(new MfpBehaviour { CutAfterBytes = 10 });

        await Should.ThrowAsync<SocketException>(() => mfp.PrintRawAsync(Documents.PostScript));

        await RunningMfp.UntilAsync(() => mfp.Jobs.All.All(job => job.IsOver), () => "the job to be given up");
        File.ReadAllBytes(Path.Combine(mfp.Endpoints.OutputFolder, "000001-raw.partial")).ShouldBe(Documents.PostScript[..10]);
    }

    [Fact]
    public async Task StallAfterBytes_LiftedLater_GoesOn()
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(new MfpBehaviour { StallAfterBytes = 10 });
        var printing = mfp.PrintRawAsync(Documents.PostScript);
        await RunningMfp.UntilAsync(() => mfp.Files().Contains("000001-raw.partial"), () => "the document to begin");

        mfp.Device.Set(MfpBehaviour.Good);

        await printing;
        (await mfp.PrintedAsync(1))[0].Octets.ShouldBe(Documents.PostScript);
    }

    [Fact]
    public async Task OutOfPaper_DuringAJob_IsReportedAndTheJobGoesOnWithPaper()
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(MfpCondition.OutOfPaper);
        using var client = await mfp.ConnectRawAsync();
        await client.Client.SendAsync(Documents.Wrap(Documents.PostScript));

        var stopped = Replies(await RunningMfp.ReadUntilAsync(client, "NAME=\"platen-1\"\r\n\f"));
        stopped.ShouldContain(reply => reply.Kind == PjlReplyKind.Status && reply.Code == PjlStatusCode.PaperOut && reply.IsOnline == false);
        mfp.Device.Set(MfpCondition.Ready);

        var resumed = Replies(await RunningMfp.ReadUntilAsync(client, "PAGES=2\r\n\f", "CODE=10001"));
        resumed.Count(reply => reply.Kind == PjlReplyKind.Page).ShouldBe(2);
        resumed.ShouldContain(reply => reply.Kind == PjlReplyKind.Status && reply.Code == PjlStatusCode.Ready);
    }

    [Fact]
    public async Task OutOfPaper_WithALargeDocument_TakesNoMoreOfIt()
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(MfpCondition.OutOfPaper);
        using var client = await mfp.ConnectRawAsync();
        client.SendBufferSize = 64 * 1024;
        var document = new byte[32 * 1024 * 1024];
        var sending = client.Client.SendAsync(document.AsMemory()).AsTask();

        await RunningMfp.UntilAsync(() => mfp.Files().Contains("000001-raw.partial"), () => "the document to begin");
        sending.IsCompleted.ShouldBeFalse();
        mfp.Device.Set(MfpCondition.Ready);
        await sending;
        client.Client.Shutdown(SocketShutdown.Send);

        (await mfp.PrintedAsync(1))[0].Sidecar.Sha256.ShouldBe(Documents.Sha256(document));
    }

    [Fact]
    public async Task Offline_RefusesConnections_UntilReadyAgain()
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(MfpCondition.Offline);
        await RunningMfp.UntilAsync(() => !CanConnect(mfp), () => "the port to be closed");

        mfp.Device.Set(MfpCondition.Ready);

        await RunningMfp.UntilAsync(() => CanConnect(mfp), () => "the port to be open");
        await mfp.PrintRawAsync(Documents.PostScript);
        await mfp.PrintedAsync(1);
    }

    [Fact]
    public async Task Queries_BetweenJobs_AreAnsweredAndAreNoJobs()
    {
        await using var mfp = await RunningMfp.StartAsync();
        using var client = await mfp.ConnectRawAsync();
        var query = new ArrayBufferWriter<byte>();
        PjlJobWrapper.WriteStatusQuery(query);

        await client.Client.SendAsync(query.WrittenMemory);
        Replies(await RunningMfp.ReadUntilAsync(client, "\f")).ShouldHaveSingleItem().Code.ShouldBe(PjlStatusCode.Ready);
        await client.Client.SendAsync(Documents.Wrap(Documents.PostScript, "a"));
        await RunningMfp.ReadUntilAsync(client, "NAME=\"a\"\r\nPAGES=2\r\n\f");
        await client.Client.SendAsync(query.WrittenMemory);
        await RunningMfp.ReadUntilAsync(client, "ONLINE=TRUE\r\n\f");
        await client.Client.SendAsync(Documents.Wrap(Documents.WithOwnPjl, "b"));
        await RunningMfp.ReadUntilAsync(client, "NAME=\"b\"\r\nPAGES=1\r\n\f");
        await client.Client.SendAsync("\e%-12345X@PJL INFO PAGECOUNT\r\n\e%-12345X"u8.ToArray());
        Replies(await RunningMfp.ReadUntilAsync(client, "\f")).ShouldHaveSingleItem().Pages.ShouldBe(3);
        client.Close();

        (await mfp.PrintedAsync(2)).Select(printed => printed.Sidecar.PayloadSha256).ShouldBe([Documents.Sha256(Documents.PostScript), Documents.Sha256(Documents.WithOwnPjl)]);
        mfp.Jobs.All.Count().ShouldBe(2);
    }

    [Fact]
    public async Task TimedStatus_SwitchedOn_ComesByItself()
    {
        var time = new ManualTimeProvider();
        await using var mfp = await RunningMfp.StartAsync(time);
        using var client = await mfp.ConnectRawAsync();
        await client.Client.SendAsync("\e%-12345X@PJL ECHO heard\r\n@PJL USTATUS TIMED=5\r\n@PJL ECHO obeyed\r\n\e%-12345X"u8.ToArray());
        await RunningMfp.ReadUntilAsync(client, "obeyed");

        for (var second = 0; second < 5; second++)
        {
            await time.WaitForTimersAsync();
            time.Advance(TimeSpan.FromSeconds(1));
        }

        (await RunningMfp.ReadUntilAsync(client, "\f")).ShouldBe("@PJL USTATUS TIMED\r\nCODE=10001\r\nDISPLAY=\"READY\"\r\nONLINE=TRUE\r\n\f");
    }

    [Theory]
    [InlineData(10, null, 6)]
    [InlineData(null, 30.0, 4)]
    public async Task SlowDevice_Printing_TakesItsTime(int? bytesPerSecond, double? pagesPerMinute, int secondsMin)
    {
        var time = new ManualTimeProvider();
        var start = time.GetUtcNow();
        await using var mfp = await RunningMfp.StartAsync(time);
        mfp.Device.Set(new MfpBehaviour { BytesPerSecond = bytesPerSecond, PagesPerMinute = pagesPerMinute });
        var printing = mfp.PrintRawAsync(Documents.PostScript);

        await RunningMfp.UntilAsync(Passes, () => "the document to be printed");

        (time.GetUtcNow() - start).TotalSeconds.ShouldBeGreaterThanOrEqualTo(secondsMin);
        (await mfp.PrintedAsync(1))[0].Octets.ShouldBe(Documents.PostScript);

        bool Passes()
        {
            time.Advance(TimeSpan.FromMilliseconds(100));
            return printing.IsCompleted;
        }
    }

    [Fact]
    public async Task SocketBackendOfCups_PrintingToUs_DeliversEveryOctet()
    {
        await using var mfp = await RunningMfp.StartAsync();
        var file = Path.Combine(mfp.DataFolder, "document.ps");
        await File.WriteAllBytesAsync(file, Documents.PostScript);

        await Peer.RunAsync("socket", "cups", ["1", "alice", "title", "1", "", file], [("DEVICE_URI", $"socket://127.0.0.1:{mfp.Endpoints.RawPort}/?waiteof=false")]);

        (await mfp.PrintedAsync(1))[0].Octets.ShouldBe(Documents.PostScript);
    }

    private static bool CanConnect(RunningMfp mfp)
    {
        using var client = new TcpClient();
        try
        {
            client.Connect("127.0.0.1", mfp.Endpoints.RawPort);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static List<PjlReply> Replies(string text)
    {
        var replies = new List<PjlReply>();
        var buffer = new ReadOnlySequence<byte>(Documents.Octets(text));
        while (PjlReplyReader.TryRead(buffer, PjlLimits.Default, out var reply, out var consumed, out _))
        {
            replies.Add(reply);
            buffer = buffer.Slice(consumed);
        }

        return replies;
    }
}
