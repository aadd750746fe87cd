using System.Buffers;
using System.Globalization;
using System.Net.Http.Headers;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Intake;
using Platen.SiteAgent.Intake.Ipp.Jobs;
using Platen.TestKit.Time;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>IPP over sockets and HTTP: refusals, broken requests, and jobs that wait for their documents.</summary>
public sealed class IppWireTests
{
    private static readonly byte[] Document = Documents.PostScript(1);

    [Theory]
    [InlineData("nowhere", "alice", IppStatus.NotFound)]
    [InlineData(IntakeHost.KnownOnly, "mallory", IppStatus.NotAuthorized)]
    [InlineData(IntakeHost.KnownOnly, "alice", IppStatus.Ok)]
    [InlineData(IntakeHost.Pull, "mallory", IppStatus.Ok)]
    public async Task PrintJob_IsTakenOrRefusedByTheQueuesPolicy(string queue, string user, IppStatus status)
    {
        await using var host = await IntakeHost.StartAsync();

        (await SendAsync(host, PrintJob(host, user, queue), Document, queue)).Status.ShouldBe(status);

        host.Jobs.Count.ShouldBe(status == IppStatus.Ok ? 1 : 0);
        if (status == IppStatus.Ok)
        {
            (await host.TheJobAsync(Document)).Owner.ShouldBe(user == "alice" ? IntakeHost.Alice : null);
        }
    }

    [Fact]
    public async Task Document_ThatIsEmpty_IsRefused()
    {
        await using var host = await IntakeHost.StartAsync();

        (await SendAsync(host, PrintJob(host, "alice"), [])).Status.ShouldBe(IppStatus.BadRequest);

        await host.ShouldKeepNothingAsync();
    }

    // catches: the end of a broken body taken for the end of the document
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_CutInTheMiddle_LeavesNothing(bool reset)
    {
        await using var host = await IntakeHost.StartAsync();

        await SendHalfAsync(host, PrintJob(host, "alice"), () => host.ReceptionsAsync(1), reset);

        await host.ShouldKeepNothingAsync();
    }

    // catches: a created job that is given back after half a document; the rest would be joined to it
    [Fact]
    public async Task SendDocument_CutInTheMiddle_EndsTheJob()
    {
        await using var host = await IntakeHost.StartAsync();
        var number = await CreateAsync(host, "alice");

        await SendHalfAsync(
            host,
            SendDocument(host, "alice", number),
            () => IntakeHost.UntilAsync(() => host.Get<CreatedJobs>().Find(number)!.Reception.BytesTaken > 0, () => "the document to begin"),
            reset: true);

        await host.ShouldKeepNothingAsync();
        (await SendAsync(host, SendDocument(host, "alice", number), Document)).Status.ShouldBe(IppStatus.NotFound);
    }

    private static async Task SendHalfAsync(IntakeHost host, IppMessage request, Func<Task> begun, bool reset)
    {
        using var client = new WireClient(host.IppPort);
        var head = IppWriter.ToArray(request);
        await client.SendAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"POST /ipp/print/{IntakeHost.Pull} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/ipp\r\nContent-Length: {head.Length + Document.Length + 1000}\r\n\r\n"));
        await client.SendAsync([.. head, .. Document]);
        await begun();

        if (reset)
        {
            client.Reset();
        }
        else
        {
            client.Finish();
            (await client.AnswerAsync()).ShouldNotBe('H');
        }
    }

    [Fact]
    public async Task CreatedJob_WithoutDocument_IsForgottenAfterItsTime()
    {
        var time = new ManualTimeProvider();
        await using var host = await IntakeHost.StartAsync(time);
        var number = await CreateAsync(host, "alice");
        await host.ReceptionsAsync(1);

        await IntakeHost.UntilAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                return host.Get<JobReceiver>().OpenReceptions == 0;
            },
            () => "the job to be forgotten");

        (await SendAsync(host, SendDocument(host, "alice", number), Document)).Status.ShouldBe(IppStatus.NotFound);
        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task CreatedJob_IsHeldWithItsDocument()
    {
        await using var host = await IntakeHost.StartAsync();
        var number = await CreateAsync(host, "alice");

        (await SendAsync(host, SendDocument(host, "alice", number), Document)).Status.ShouldBe(IppStatus.Ok);

        (await host.TheJobAsync(Document)).Owner.ShouldBe(IntakeHost.Alice);
        (await SendAsync(host, SendDocument(host, "alice", number), Document)).Status.ShouldBe(IppStatus.NotFound);
    }

    // catches: no look at who sends; another user's document would print under the first one's name
    [Theory]
    [InlineData(IntakeHost.Pull, "bob")]
    [InlineData(IntakeHost.KnownOnly, "alice")]
    public async Task SendDocument_OfAnotherClient_IsRefusedAndTheJobStillWaits(string queue, string user)
    {
        await using var host = await IntakeHost.StartAsync();
        var number = await CreateAsync(host, "alice");

        (await SendAsync(host, SendDocument(host, user, number, queue), Document, queue)).Status.ShouldBe(IppStatus.NotAuthorized);

        host.Jobs.Count.ShouldBe(0);
        (await SendAsync(host, SendDocument(host, "alice", number), Document)).Status.ShouldBe(IppStatus.Ok);
    }

    // catches: a reception that is not given back when too many jobs wait; the agent would be busy for ever
    [Fact]
    public async Task CreatedJobs_BeyondTheLimit_AreToldToTryLaterAndTakeNoRoom()
    {
        await using var host = await IntakeHost.StartAsync();
        for (var job = 0; job < 200; job++)
        {
            await CreateAsync(host, "alice");
        }

        (await SendAsync(host, CreateJob(host, "alice"), [])).Status.ShouldBe(IppStatus.Busy);

        await host.ReceptionsAsync(200);
    }

    [Fact]
    public async Task Receptions_BeyondTheLimit_AreToldToTryLater()
    {
        await using var host = await IntakeHost.StartAsync(intake: options => options.ReceptionsMax = 1);
        await host.ReceptionsAsync(0);
        await CreateAsync(host, "alice");

        (await SendAsync(host, PrintJob(host, "bob"), Document)).Status.ShouldBe(IppStatus.Busy);
    }

    // catches: success before the spool has said that the job is kept (I9)
    [Fact]
    public async Task Spool_ThatIsFull_IsATemporaryErrorAndHeldJobsStillOpen()
    {
        await using var host = await IntakeHost.StartAsync();
        (await SendAsync(host, PrintJob(host, "alice"), Document)).Status.ShouldBe(IppStatus.Ok);
        host.FillDisk();

        (await SendAsync(host, PrintJob(host, "alice"), Documents.PostScript(100_000))).Status.ShouldBe(IppStatus.TemporaryError);

        await host.TheJobAsync(Document);
    }

    [Fact]
    public async Task Request_ThatIsNotSupported_IsAnsweredInIpp()
    {
        await using var host = await IntakeHost.StartAsync();
        var unknown = Request(host, (IppOperation)0x3FFF, "alice").Build();
        var future = IppWriter.ToArray(PrintJob(host, "alice"));
        future[0] = 9;

        (await SendAsync(host, unknown, [])).Status.ShouldBe(IppStatus.OperationNotSupported);
        (await SendBytesAsync(host, future, IntakeHost.Pull)).Status.ShouldBe(IppStatus.VersionNotSupported);
        (await SendBytesAsync(host, [1, 1, 0, 2], IntakeHost.Pull)).Status.ShouldBe(IppStatus.BadRequest);
        for (var seed = 0; seed < 50; seed++)
        {
            var noise = IppWriter.ToArray(PrintJob(host, "alice"));
            var random = new Random(seed);
            noise[8 + random.Next(40)] = (byte)random.Next(256);
            await SendBytesAsync(host, noise, IntakeHost.Pull);
        }

        await host.ShouldKeepNothingAsync();
    }

    [Fact]
    public async Task Names_OfManyOctets_AreAnsweredWithinTheirBounds()
    {
        await using var host = await IntakeHost.StartAsync();
        var title = string.Concat(Enumerable.Repeat("\U0001F5A8", 60));
        var job = Request(host, IppOperation.PrintJob, "alice").Name(IppNames.JobName, title).Build();
        var number = (await SendAsync(host, job, Document)).Find(IppTag.JobAttributes)!.GetInteger(IppNames.JobId)!.Value;

        var answer = await SendAsync(host, Request(host, IppOperation.GetJobAttributes, "alice").Integer(IppNames.JobId, number).Build(), []);

        answer.Find(IppTag.JobAttributes)!.GetString(IppNames.JobName).ShouldBe(title);
    }

    private static IppMessageBuilder Request(IntakeHost host, IppOperation operation, string user, string queue = IntakeHost.Pull) =>
        IppMessageBuilder.Request(operation, 7).Uri(IppNames.PrinterUri, host.PrinterUri("ipp", queue)).Name(IppNames.RequestingUserName, user);

    private static IppMessage PrintJob(IntakeHost host, string user, string queue = IntakeHost.Pull) => Request(host, IppOperation.PrintJob, user, queue).Build();

    private static IppMessage CreateJob(IntakeHost host, string user) => Request(host, IppOperation.CreateJob, user).Build();

    private static IppMessage SendDocument(IntakeHost host, string user, int job, string queue = IntakeHost.Pull) =>
        IppMessageBuilder.Request(IppOperation.SendDocument, 8).Uri(IppNames.PrinterUri, host.PrinterUri("ipp", queue)).Integer(IppNames.JobId, job)
            .Name(IppNames.RequestingUserName, user).Boolean(IppNames.LastDocument, isTrue: true).Build();

    private static async Task<int> CreateAsync(IntakeHost host, string user)
    {
        var answer = await SendAsync(host, CreateJob(host, user), []);
        answer.Status.ShouldBe(IppStatus.Ok);
        return answer.Find(IppTag.JobAttributes)!.GetInteger(IppNames.JobId)!.Value;
    }

    private static Task<IppMessage> SendAsync(IntakeHost host, IppMessage request, byte[] document, string queue = IntakeHost.Pull) =>
        SendBytesAsync(host, [.. IppWriter.ToArray(request), .. document], queue);

    private static async Task<IppMessage> SendBytesAsync(IntakeHost host, byte[] request, string queue)
    {
        using var client = new HttpClient();
        using var content = new ByteArrayContent(request);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
        using var answer = await client.PostAsync(new Uri(host.PrinterUri("ipp", queue).Replace("ipp://", "http://", StringComparison.Ordinal)), content);
        answer.IsSuccessStatusCode.ShouldBeTrue();
        var bytes = new ReadOnlySequence<byte>(await answer.Content.ReadAsByteArrayAsync());
        IppReader.TryRead(bytes, IppLimits.Response, out var message, out _, out _).ShouldBeTrue();
        return message!;
    }
}
