using System.Collections.Concurrent;
using NSubstitute;
using Orleans;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Jobs;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Users;
using Platen.SiteAgent.Jobs;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>The cluster's side of transfers: who may have what. Sites take all facts and have no changes; jobs, users and devices are there when a test puts them.</summary>
internal sealed class TransferGrains
{
    private readonly ConcurrentDictionary<string, object> _grains = new(StringComparer.Ordinal);

    public TransferGrains()
    {
        Factory = Substitute.For<IGrainFactory>();
        Factory.GetGrain<ISiteGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Grain("site:" + call.ArgAt<string>(0), () => NewSite(call.ArgAt<string>(0))));
        Factory.GetGrain<IJobGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Grain("job:" + call.ArgAt<string>(0), NewJob));
        Factory.GetGrain<IUserGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Grain("user:" + call.ArgAt<string>(0), NewUser));
        Factory.GetGrain<IDeviceGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Grain("device:" + call.ArgAt<string>(0), NewDevice));
    }

    public IGrainFactory Factory { get; }

    public void PutJob(HeldJob job, TestAgent holder, UserId owner) =>
        Grain("job:" + GrainKeys.Job(holder.Tenant, job.Id), NewJob).GetAsync(Arg.Any<CancellationToken>()).Returns(Recorded(job, holder, owner));

    private static Job Recorded(HeldJob job, TestAgent holder, UserId owner) => new()
    {
        Tenant = holder.Tenant,
        Id = job.Id,
        Site = holder.Site,
        Agent = holder.Agent,
        Queue = QueueId.Parse("pull"),
        ClaimedUser = "erika",
        Owner = owner,
        Title = job.Title,
        Facts = new DocumentFacts { Format = "application/pdf", Pages = PageCount.Unknown(""), SizeBytes = job.SizeBytes, Sha256 = "" },
        Protocol = IntakeProtocol.Ipp,
        SourceAddress = "192.0.2.7",
        ReceivedAt = job.ReceivedAt,
        State = JobState.PendingHeld,
        StateSince = job.ReceivedAt,
    };

    /// <summary>A job with copies, whose record decides as the product's does, in memory.</summary>
    /// <returns>The record; a test may change it.</returns>
    public JobRow PutCopied(HeldJob job, TestAgent holder, TestAgent keeper, UserId owner)
    {
        var row = new JobRow(Recorded(job, holder, owner) with { Copies = new JobCopies { Site = keeper.Site } });
        var grain = Grain("job:" + GrainKeys.Job(holder.Tenant, job.Id), NewJob);
        grain.GetAsync(Arg.Any<CancellationToken>()).Returns(_ => row.Job);
        grain.TakeReleaseAsync(Arg.Any<TakeRelease>(), Arg.Any<CancellationToken>()).Returns(call => row.Take(call.ArgAt<TakeRelease>(0)));
        return row;
    }

    public void PutUser(TenantId tenant, UserId user, bool active = true, params UserId[] delegates) =>
        Grain("user:" + GrainKeys.User(tenant, user), NewUser).GetAsync(Arg.Any<CancellationToken>())
            .Returns(new User { Tenant = tenant, Id = user, LoginName = "erika", DisplayName = "Erika", Role = UserRole.User, Active = active, Delegates = [.. delegates] });

    public void PutDevice(TenantId tenant, SiteId site, DeviceId device) =>
        Grain("device:" + GrainKeys.Device(tenant, site, device), NewDevice).GetAsync(Arg.Any<CancellationToken>()).Returns(new DeviceView
        {
            Device = new Device { Tenant = tenant, Site = site, Id = device, Name = "MFP", Host = "192.0.2.9", Protocol = DeliveryProtocol.Raw, Port = 9100 },
        });

    private T Grain<T>(string key, Func<T> make)
        where T : class => (T)_grains.GetOrAdd(key, _ => make());

    private static IJobGrain NewJob()
    {
        var grain = Substitute.For<IJobGrain>();
        grain.GetAsync(Arg.Any<CancellationToken>()).Returns((Job?)null);
        return grain;
    }

    private static IUserGrain NewUser()
    {
        var grain = Substitute.For<IUserGrain>();
        grain.GetAsync(Arg.Any<CancellationToken>()).Returns((User?)null);
        return grain;
    }

    private static IDeviceGrain NewDevice()
    {
        var grain = Substitute.For<IDeviceGrain>();
        grain.GetAsync(Arg.Any<CancellationToken>()).Returns((DeviceView?)null);
        return grain;
    }

    private static ISiteGrain NewSite(string key)
    {
        var (tenant, site) = GrainKeys.ParseSite(key);
        var heartbeats = new ConcurrentDictionary<AgentId, AgentHeartbeat>();
        var committed = new ConcurrentDictionary<AgentId, long>();
        var grain = Substitute.For<ISiteGrain>();
        grain.AuthorizeCertificateAsync(Arg.Any<AgentCertificate>(), Arg.Any<CancellationToken>()).Returns(AgentAuthorization.Ok);
        grain.OpenLinkAsync(Arg.Any<OpenLink>(), Arg.Any<CancellationToken>()).Returns(call => new OpenLinkResult { Code = LinkCode.Ok, Committed = committed.GetValueOrDefault(call.ArgAt<OpenLink>(0).Agent) });
        grain.IngestAsync(Arg.Any<IngestFacts>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            var batch = call.ArgAt<IngestFacts>(0);
            var last = batch.Facts.Length > 0 ? batch.Facts[^1].Sequence : committed.GetValueOrDefault(batch.Agent);
            committed[batch.Agent] = last;
            return new IngestResult { Code = IngestCode.Ok, Committed = last };
        });
        grain.HeartbeatAsync(Arg.Any<AgentHeartbeat>(), Arg.Any<CancellationToken>()).Returns(call =>
        {
            heartbeats[call.ArgAt<AgentHeartbeat>(0).Agent] = call.ArgAt<AgentHeartbeat>(0);
            return Task.CompletedTask;
        });
        grain.GetAsync(Arg.Any<CancellationToken>()).Returns(_ => new SiteView
        {
            Site = new Site { Tenant = tenant, Id = site, Name = site.Value },
            Agents = [.. heartbeats.Values.Select(heard => new AgentView { Agent = new Domain.Sites.SiteAgent { Tenant = tenant, Site = site, Id = heard.Agent }, Online = true, LastHeartbeat = heard })],
        });
        grain.ReadDownAsync(Arg.Any<ReadDown>(), Arg.Any<CancellationToken>()).Returns(async call =>
        {
            await Task.Delay(Timeout.Infinite, call.ArgAt<CancellationToken>(1));
            return new ReplicaPage { Code = ReplicaPageCode.Refused, Next = call.ArgAt<ReadDown>(0).Position };
        });
        return grain;
    }
}
