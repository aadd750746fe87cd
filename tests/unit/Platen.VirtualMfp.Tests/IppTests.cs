using System.Net.Http.Headers;
using Platen.Protocols.Ipp;
using Platen.VirtualMfp.Device;

namespace Platen.VirtualMfp.Tests;

public sealed class IppTests
{
    [Theory]
    [InlineData("print-job.test", 1)]
    [InlineData("create-job.test", 1)]
    [InlineData("validate-job.test", 0)]
    [InlineData("get-printer-attributes.test", 0)]
    [InlineData("get-jobs.test", 0)]
    public async Task IpptoolTest_RunOverBothSchemes_Passes(string test, int printed)
    {
        await using var mfp = await RunningMfp.StartAsync();
        var file = await WriteDocumentAsync(mfp);

        await Peer.RunAsync("ipptool", "cups-ipp-utils", ["-tf", file, mfp.Endpoints.IppUri, test]);
        await Peer.RunAsync("ipptool", "cups-ipp-utils", ["-tf", file, mfp.Endpoints.IppsUri, test]);

        if (printed > 0)
        {
            (await mfp.PrintedAsync(2)).Select(document => document.Octets).ShouldAllBe(octets => octets.SequenceEqual(Documents.PostScript));
            mfp.Files().ShouldContain("000002-ipps.prn");
        }
    }

    [Theory]
    [InlineData("ipp-1.1.test")]
    [InlineData("ipp-2.0.test")]
    public async Task ConformanceSuiteOfIpptool_Run_HasNoFailure(string suite)
    {
        await using var mfp = await RunningMfp.StartAsync();
        var document = await WriteDocumentAsync(mfp);
        CopySuites(mfp.DataFolder, document);

        var report = await Peer.RunAsync("ipptool", "cups-ipp-utils", ["-I", "-tf", document, mfp.Endpoints.IppUri, Path.Combine(mfp.DataFolder, suite)]);

        report.ShouldNotContain("[FAIL]");
        report.ShouldNotContain("cannot be read");
        report.Split("[PASS]").Length.ShouldBeGreaterThan(30, report);
    }

    [Fact]
    public async Task Job_WithoutPaper_IsStoppedAndCompletesWithPaper()
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(MfpCondition.OutOfPaper);

        var job = (await AskAsync(mfp, Request(mfp, IppOperation.PrintJob), Documents.PostScript)).Find(IppTag.JobAttributes)!;
        var id = job.GetInteger(IppNames.JobId)!.Value;
        await UntilStateAsync(mfp, id, IppJobState.ProcessingStopped);
        var printer = (await AskAsync(mfp, Request(mfp, IppOperation.GetPrinterAttributes))).Find(IppTag.PrinterAttributes)!;
        printer.GetInteger(IppNames.PrinterState).ShouldBe((int)IppPrinterState.Stopped);
        printer.GetString(IppNames.PrinterStateReasons).ShouldBe("media-empty-error");
        mfp.Device.Set(MfpCondition.Ready);

        var done = await UntilStateAsync(mfp, id, IppJobState.Completed);
        done.GetInteger(IppNames.JobImpressionsCompleted).ShouldBe(2);
        done.GetString(IppNames.JobStateReasons).ShouldBe(IppJobStateReason.JobCompletedSuccessfully);
    }

    [Fact]
    public async Task CancelJob_WhileStopped_LeavesItPartial()
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(MfpCondition.Jammed);
        await AskAsync(mfp, Request(mfp, IppOperation.PrintJob), Documents.PostScript);
        await UntilStateAsync(mfp, 1, IppJobState.ProcessingStopped);

        (await AskAsync(mfp, Request(mfp, IppOperation.CancelJob).Integer(IppNames.JobId, 1))).Status.ShouldBe(IppStatus.Ok);
        (await AskAsync(mfp, Request(mfp, IppOperation.CancelJob).Integer(IppNames.JobId, 1))).Status.ShouldBe(IppStatus.NotPossible);

        mfp.Device.Set(MfpCondition.Ready);
        await AskAsync(mfp, Request(mfp, IppOperation.PrintJob), Documents.PostScript);
        await mfp.PrintedAsync(1);
        mfp.Files().ShouldBe(["000001-ipp.partial", "000002-ipp.json", "000002-ipp.prn"]);
    }

    [Fact]
    public async Task BadRequests_Sent_GetTheirStatus()
    {
        await using var mfp = await RunningMfp.StartAsync();

        (await AskAsync(mfp, Request(mfp, IppOperation.PrintUri))).Status.ShouldBe(IppStatus.OperationNotSupported);
        (await AskAsync(mfp, Request(mfp, IppOperation.GetJobAttributes).Integer(IppNames.JobId, 99))).Status.ShouldBe(IppStatus.NotFound);
        (await AskAsync(mfp, Request(mfp, IppOperation.GetJobAttributes))).Status.ShouldBe(IppStatus.BadRequest);
        (await AskAsync(mfp, Request(mfp, IppOperation.PrintJob).Mime(IppNames.DocumentFormat, "image/x-odd"))).Status.ShouldBe(IppStatus.DocumentFormatNotSupported);
        (await AskAsync(mfp, Request(mfp, IppOperation.PrintJob).Keyword(IppNames.Compression, "gzip"))).Status.ShouldBe(IppStatus.CompressionNotSupported);
        (await SendAsync(mfp, [1, 1, 0, 2, 0, 0, 0, 9, 1, 0x21, 0, 1, 65, 0, 1, 0, 3])).Status.ShouldBe(IppStatus.BadRequest);
    }

    [Fact]
    public async Task CutAfterBytes_Reached_AbortsTheRequest()
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(new MfpBehaviour { CutAfterBytes = 10 });

        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(mfp, Request(mfp, IppOperation.PrintJob), Documents.PostScript));

        File.ReadAllBytes(Path.Combine(mfp.Endpoints.OutputFolder, "000001-ipp.partial")).ShouldBe(Documents.PostScript[..10]);
        mfp.Jobs.All.ShouldHaveSingleItem().State.ShouldBe(IppJobState.Aborted);
    }

    [Fact]
    public async Task Offline_Asked_RefusesTheConnection()
    {
        await using var mfp = await RunningMfp.StartAsync();
        mfp.Device.Set(MfpCondition.Offline);

        await Should.ThrowAsync<HttpRequestException>(() => AskAsync(mfp, Request(mfp, IppOperation.GetPrinterAttributes)));
    }

    [Fact]
    public async Task SecondDocument_Sent_IsRefused()
    {
        await using var mfp = await RunningMfp.StartAsync();
        await AskAsync(mfp, Request(mfp, IppOperation.CreateJob));
        var first = Request(mfp, IppOperation.SendDocument).Integer(IppNames.JobId, 1).Boolean(IppNames.LastDocument, isTrue: false);
        (await AskAsync(mfp, first, Documents.PostScript)).Status.ShouldBe(IppStatus.Ok);

        var second = Request(mfp, IppOperation.SendDocument).Integer(IppNames.JobId, 1).Boolean(IppNames.LastDocument, isTrue: true);
        (await AskAsync(mfp, second, Documents.PostScript)).Status.ShouldBe(IppStatus.MultipleDocumentJobsNotSupported);
        (await AskAsync(mfp, Request(mfp, IppOperation.CloseJob).Integer(IppNames.JobId, 1))).Status.ShouldBe(IppStatus.Ok);

        (await mfp.PrintedAsync(1))[0].Octets.ShouldBe(Documents.PostScript);
    }

    private static IppMessageBuilder Request(RunningMfp mfp, IppOperation operation) =>
        IppMessageBuilder.Request(operation, 7).Uri(IppNames.PrinterUri, mfp.Endpoints.IppUri).Name(IppNames.RequestingUserName, "alice");

    private static async Task<IppAttributeGroup> UntilStateAsync(RunningMfp mfp, int id, IppJobState state)
    {
        await RunningMfp.UntilAsync(() => mfp.Jobs.Find(id)!.State == state, () => $"job {id} to be {state}; it is {mfp.Jobs.Find(id)!.State}");
        var job = (await AskAsync(mfp, Request(mfp, IppOperation.GetJobAttributes).Integer(IppNames.JobId, id))).Find(IppTag.JobAttributes)!;
        job.GetInteger(IppNames.JobState).ShouldBe((int)state);
        return job;
    }

    private static Task<IppMessage> AskAsync(RunningMfp mfp, IppMessageBuilder request, byte[]? document = null) =>
        SendAsync(mfp, [.. IppWriter.ToArray(request.Build()), .. document ?? []]);

    private static async Task<IppMessage> SendAsync(RunningMfp mfp, byte[] octets)
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(octets);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
        using var response = await client.PostAsync(new Uri($"http://127.0.0.1:{mfp.Endpoints.IppPort}/ipp/print"), content);
        var body = new System.Buffers.ReadOnlySequence<byte>(await response.Content.ReadAsByteArrayAsync());
        IppReader.TryRead(body, IppLimits.Response, out var message, out _, out _).ShouldBeTrue();
        return message!;
    }

    // The suites print documents from their own folder, which Debian does not ship; any document serves.
    private static void CopySuites(string folder, string document)
    {
        foreach (var test in Directory.EnumerateFiles("/usr/share/cups/ipptool", "*.test"))
        {
            File.Copy(test, Path.Combine(folder, Path.GetFileName(test)));
        }

        foreach (var name in new[] { "document-a4.pdf", "document-a4.ps", "document-letter.pdf", "document-letter.ps", "color.jpg", "gray.jpg" })
        {
            File.Copy(document, Path.Combine(folder, name));
        }
    }

    private static async Task<string> WriteDocumentAsync(RunningMfp mfp)
    {
        var file = Path.Combine(mfp.DataFolder, "document.ps");
        await File.WriteAllBytesAsync(file, Documents.PostScript);
        return file;
    }
}
