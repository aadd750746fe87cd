using Platen.Cluster.Tests.Support;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Cluster.Tests.Guards;

/// <summary>An agent of another site, which fetches jobs from their holder and reports what came out; now and then twice, as after a power cut between its journal and its note (ADR 0033).</summary>
internal sealed class ReceivingAgent
{
    public static readonly DeviceId Device = DeviceId.Parse("mfp-south");
    private static readonly SiteId Site = SiteId.Parse("south");
    private static readonly AgentId Agent = AgentId.Parse("south-1");
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly SplitBrain _split;
    private readonly Random _random;
    private readonly HoldingAgent _holder;
    private readonly AgentJournal _journal;
    private readonly Queue<(JobId Job, ReleaseId Release)> _here = [];

    private ReceivingAgent(SplitBrain split, Random random, HoldingAgent holder)
    {
        (_split, _random, _holder) = (split, random, holder);
        _journal = new AgentJournal(random, side => Grain(split, side), Agent);
    }

    /// <summary>What came out here.</summary>
    public List<(JobId Job, ReleaseId Release, SiteId Site)> Prints { get; } = [];

    public static async Task<ReceivingAgent> EnrolAsync(SplitBrain split, Random random, HoldingAgent holder)
    {
        var site = Grain(split, 0);
        (await site.CreateAsync(new CreateSite { Name = "South" }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        var device = new PutDevice { Name = "MFP", Host = "192.0.2.8", Protocol = DeliveryProtocol.Raw, Port = 9100 };
        (await split.Sides[0].Grains.Device(Branch.Tenant, Site, Device).PutAsync(device, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        var token = (await site.AddAgentAsync(new AddAgent { Agent = Agent }, Branch.System, None)).Token;
        (await site.EnrolAsync(new EnrolAgent { Token = token, Pkcs10 = [1] }, None)).Code.ShouldBe(EnrolCode.Enrolled);
        return new ReceivingAgent(split, random, holder);
    }

    public Task ReportAsync(int side) => _journal.ReportAsync(side);

    public Task<long> ReportAllAsync() => _journal.ReportAllAsync();

    /// <summary>Somebody chooses the job at this site's panel: the record is asked where the job is, then its holder, who alone decides.</summary>
    public async Task FetchAsync(int side, JobId job)
    {
        var row = await _split.Sides[side].Grains.Job(Branch.Tenant, job).GetAsync(None);
        var release = ReleaseId.New(TimeProvider.System);
        if (row is { DataKept: true } && row.Agent == Branch.Agent && _holder.TryHandOver(job, release))
        {
            _here.Enqueue((job, release));
        }
    }

    /// <summary>The oldest fetched job comes out, or does not; false: there is none.</summary>
    public bool EndOne()
    {
        if (!_here.TryDequeue(out var next))
        {
            return false;
        }

        var printed = _random.Next(2) == 0;
        if (printed)
        {
            Prints.Add((next.Job, next.Release, Site));
        }

        var end = _split.Branch.Finished(next.Job, next.Release, printed ? ReleaseOutcome.Completed : ReleaseOutcome.NotPrinted) with { Device = Device };
        foreach (var _ in Enumerable.Range(0, _random.Next(3) == 0 ? 2 : 1))
        {
            _journal.Add(new JobRoamed { Job = next.Job, End = end });
        }

        return true;
    }

    private static ISiteGrain Grain(SplitBrain split, int side) => split.Sides[side].Grains.Site(Branch.Tenant, Site);
}
