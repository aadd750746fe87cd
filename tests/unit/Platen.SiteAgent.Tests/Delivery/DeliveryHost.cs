using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Users;
using Platen.SiteAgent.Delivery;
using Platen.SiteAgent.Delivery.Finishing;
using Platen.SiteAgent.Delivery.Hosting;
using Platen.SiteAgent.Devices;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Rendering;
using Platen.SiteAgent.Offline;
using Platen.SiteAgent.Replica;
using Platen.SiteAgent.Sessions;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Hosting;
using Platen.SiteAgent.Tests.Uplink;
using Platen.SiteAgent.Uplink;
using Platen.SiteAgent.Uplink.Copies;
using Platen.SiteAgent.Uplink.Transfer;
using JobReach = Platen.Domain.Jobs.JobReach;

namespace Platen.SiteAgent.Tests.Delivery;

/// <summary>The agent's delivery side, and its end of the link to the cluster without the dialling, over a real spool in a temporary folder, with devices that the test names. It can be stopped and started again over the same spool.</summary>
internal sealed class DeliveryHost : IAsyncDisposable
{
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(20);
    private readonly string _root = Directory.CreateTempSubdirectory("platen-delivery-").FullName;
    private readonly TimeProvider _time;
    private readonly Action<DeliveryOptions> _configure;
    private readonly Action<RenderingOptions> _rendering;
    private IHost? _host;

    private DeliveryHost(TimeProvider time, Action<DeliveryOptions> configure, Action<RenderingOptions> rendering) => (_time, _configure, _rendering) = (time, configure, rendering);

    public FilledReplica Replica { get; } = new();

    public UserId User { get; } = UserId.New(TimeProvider.System);

    public IHeldJobs Jobs => Get<IHeldJobs>();

    public IReleases Releases => Get<IReleases>();

    public ReleaseBoard Board => Get<ReleaseBoard>();

    public static async Task<DeliveryHost> StartAsync(Action<DeliveryOptions>? configure = null, TimeProvider? time = null, Action<RenderingOptions>? rendering = null)
    {
        var host = new DeliveryHost(time ?? TimeProvider.System, configure ?? (_ => { }), rendering ?? (_ => { }));
        await host.StartAsync();
        return host;
    }

    public T Get<T>()
        where T : notnull => (_host ?? throw new InvalidOperationException("The host is stopped.")).Services.GetRequiredService<T>();

    public async Task StopAsync()
    {
        await _host!.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _host = null;
    }

    /// <summary>Stops in good order, and starts over the same spool.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public ReplicaDevice AddDevice(DeliveryProtocol protocol, int port, string id = "mfp-1", Action<ReplicaDevice>? change = null)
    {
        var device = new ReplicaDevice
        {
            DeviceId = id,
            Name = id,
            Host = "127.0.0.1",
            Protocol = protocol,
            Port = port,
            Path = protocol is DeliveryProtocol.Ipp or DeliveryProtocol.Ipps ? "/ipp/print" : "",
            Enabled = true,
        };
        change?.Invoke(device);
        Replica.Set(device);
        return device;
    }

    /// <summary>Holds a document of <see cref="User"/>, or of a sender whom nobody knows.</summary>
    public async Task<HeldJob> HoldAsync(byte[] document, int pages = 3, string queue = "pull", bool isClaimed = true, JobReach reach = JobReach.Anywhere, string? sentTo = null, Action<DocumentFacts>? change = null,
        JobTicket? ticket = null)
    {
        await using var intake = Jobs.BeginReceive(JobId.New(TimeProvider.System), new JobOrigin(QueueId.Parse(queue), IntakeProtocol.Ipp, "192.0.2.7") { Reach = reach, SentTo = sentTo is null ? null : DeviceId.Parse(sentTo) });
        await intake.AppendAsync(document);
        var facts = new DocumentFacts { Format = "application/pdf", Copies = 1, Pages = new PageCount { Pages = pages, Evidence = Evidence.Parsed } };
        change?.Invoke(facts);
        var result = await intake.CompleteAsync(new JobDetails
        {
            ClaimedUser = "erika",
            Owner = isClaimed ? User : null,
            Title = "Quarterly report",
            Facts = facts,
            Ticket = ticket,
            Terms = new JobTerms(TimeSpan.FromDays(1), TimeSpan.FromHours(2), DestroyWhenPrinted: false),
        });
        result.Code.ShouldBe(ReceiveCode.Accepted);
        return result.Job!;
    }

    public ValueTask<ReleaseRequestResult> RequestAsync(JobId job, ReleaseId? release = null, string device = "mfp-1", UserId? user = null, FinishingOptions? finishing = null, bool isFirstPrint = false) =>
        Releases.RequestAsync(job, release ?? ReleaseId.New(TimeProvider.System), DeviceId.Parse(device), user ?? User, ReleaseRight.User, finishing ?? FinishingOptions.AsIs, isFirstPrint, CancellationToken.None);

    /// <summary>Releases a job and waits until that is over.</summary>
    public async Task<ReleaseProgress> PrintAsync(JobId job, string device = "mfp-1", FinishingOptions? finishing = null)
    {
        var release = ReleaseId.New(TimeProvider.System);
        var answer = await RequestAsync(job, release, device, finishing: finishing);
        answer.Code.ShouldBe(ReleaseRequestCode.Accepted, answer.Message);
        return await EndOfAsync(release);
    }

    public Task<ReleaseProgress> EndOfAsync(ReleaseId release) => ProgressAsync(release, progress => progress.Ended, "its end");

    /// <summary>Waits for the end of a release that the agent itself makes: until its job is not held any more, or held again with it in its list.</summary>
    public async Task EndOfOwnReleaseAsync(JobId job)
    {
        using var limit = new CancellationTokenSource(EndMax);
        var changes = Jobs.WatchAsync(user: null, limit.Token).GetAsyncEnumerator(limit.Token);
        try
        {
            var next = changes.MoveNextAsync();
            while (Jobs.Find(job) is not { Releases.Length: > 0 })
            {
                await next;
                next = changes.MoveNextAsync();
            }
        }
        catch (OperationCanceledException fault)
        {
            throw new TimeoutException($"Waited {EndMax.TotalSeconds} s for the agent to release {job}; it is {Jobs.Find(job)}", fault);
        }
        finally
        {
            await limit.CancelAsync();
        }
    }

    /// <summary>Waits until a release is as far as wanted.</summary>
    public async Task<ReleaseProgress> ProgressAsync(ReleaseId release, Func<ReleaseProgress, bool> isReached, string what)
    {
        using var limit = new CancellationTokenSource(EndMax);
        ReleaseProgress? seen = null;
        try
        {
            while (await Releases.WaitForChangeAsync(release, seen, limit.Token) is { } progress)
            {
                if (isReached(progress))
                {
                    return progress;
                }

                progress.Ended.ShouldBeFalse($"waited for {what}; the release is over: {progress}");
                seen = progress;
            }
        }
        catch (OperationCanceledException fault)
        {
            throw new TimeoutException($"Waited {EndMax.TotalSeconds} s for {what} of a release; it is at: {seen}", fault);
        }

        throw new InvalidOperationException($"Waited for {what} of a release that is not on the board.");
    }

    /// <summary>All facts in the journal so far.</summary>
    public async Task<IReadOnlyList<AgentEvent>> FactsAsync()
    {
        var journal = Get<IAgentJournal>();
        var facts = new List<AgentEvent>();
        if (journal.LastSequence == 0)
        {
            return facts;
        }

        await foreach (var fact in journal.ReadFromAsync(1))
        {
            facts.Add(fact);
            if (fact.Seq >= journal.LastSequence)
            {
                break;
            }
        }

        return facts;
    }

    public async Task<IReadOnlyList<JobReleaseFinished>> FinishedAsync(JobId job) =>
        [.. (await FactsAsync()).Where(fact => fact.JobReleaseFinished?.JobId == job.ToString()).Select(fact => fact.JobReleaseFinished)];

    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await StopAsync();
        }

        Directory.Delete(_root, recursive: true);
    }

    private async Task StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_time);
        builder.Services.AddSingleton(new AgentFolders(_root));
        builder.Services.AddSingleton<IReplica>(Replica);
        builder.Services.AddSpool();
        builder.Services.Configure<SpoolOptions>(options =>
        {
            options.Directory = Path.Combine(_root, "spool");
            options.SegmentBytes = 4 * 1024 * 1024;
            options.SpareSegments = 0;
            options.JournalFileBytes = 8 * 1024 * 1024;
        });
        builder.Services.AddDelivery();
        builder.Services.AddSingleton<AgentIdentityFile>();
        builder.Services.AddTransfer();
        builder.Services.AddSingleton<LinkState>();
        builder.Services.AddSingleton<ISiteLinkState>(provider => provider.GetRequiredService<LinkState>());
        builder.Services.AddCopyKeeping();
        builder.Services.AddOfflineRules();
        builder.Services.AddSingleton<GatewayAddresses>();
        builder.Services.AddSingleton<AgentEndpoints>();
        builder.Services.AddSingleton<IEndSessions, EndedSessions>();
        builder.Services.AddSingleton<CommandRunner>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<CommandRunner>());
        builder.Services.AddSingleton<SiteAgent.Intake.Raw.ListeningFaults>();
        builder.Services.AddSingleton(provider => new SiteAgent.Audit.AuditHeadKeeper(
            provider.GetRequiredService<SiteAgent.Spool.Disk.IDisk>(), provider.GetRequiredService<SiteAgent.Identity.AgentFolders>().Root, () => null, NullLogger.Instance));
        builder.Services.AddSingleton<LinkSessionFactory>();
        builder.Services.Configure<DeliveryOptions>(options => options.RetryMax = TimeSpan.Zero); // a test that wants retries says so
        builder.Services.Configure(_configure);
        builder.Services.Configure(_rendering);
        _host = builder.Build();
        await _host.StartAsync();
    }
}
