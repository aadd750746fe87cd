using System.Collections.Immutable;
using Orleans;
using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Queues;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;

namespace Platen.Grains.Tests.Support;

/// <summary>A tenant with one site, an enrolled agent, a device, a queue and a user; and the facts that its agent reports.</summary>
internal sealed class Branch(IGrainFactory grains, TimeProvider time)
{
    public static readonly TenantId Tenant = TenantId.Parse("acme");
    public static readonly SiteId SiteId = SiteId.Parse("north");
    public static readonly AgentId Agent = AgentId.Parse("north-1");
    public static readonly DeviceId DeviceId = DeviceId.Parse("mfp-1");
    public static readonly QueueId QueueId = QueueId.Parse("pull");
    public static readonly Actor System = Actor.System("test");
    private static readonly CancellationToken None = CancellationToken.None;

    private long _sequence;

    public UserId Anna { get; } = UserId.New(time);

    public string Serial { get; private set; } = "";

    public ISiteGrain Site => grains.Site(Tenant, SiteId);

    public IUserGrain AnnaGrain => grains.User(Tenant, Anna);

    public async Task<Branch> SetUpAsync(bool withUser = true)
    {
        (await grains.Tenant(Tenant).CreateAsync(new CreateTenant { Name = "Acme" }, System, None)).Code.ShouldBe(CommandCode.Done);
        (await Site.CreateAsync(new CreateSite { Name = "North" }, System, None)).Code.ShouldBe(CommandCode.Done);
        var device = new PutDevice { Name = "MFP", Host = "192.0.2.7", Protocol = DeliveryProtocol.Raw, Port = 9100 };
        (await grains.Device(Tenant, SiteId, DeviceId).PutAsync(device, System, None)).Code.ShouldBe(CommandCode.Done);
        var queue = new PutQueue { Name = "Pull", Kind = QueueKind.Pull, Prices = new PriceList { MonoPageE4 = 300, ColourPageE4 = 1_000 } };
        (await grains.Queue(Tenant, QueueId).PutAsync(queue, System, None)).Code.ShouldBe(CommandCode.Done);
        if (withUser)
        {
            var user = new CreateUser { LoginName = "anna", DisplayName = "Anna", Role = UserRole.User };
            (await AnnaGrain.CreateAsync(user, System, None)).Result.Code.ShouldBe(CommandCode.Done);
        }

        var token = (await Site.AddAgentAsync(new AddAgent { Agent = Agent }, System, None)).Token;
        var enrolled = await Site.EnrolAsync(new EnrolAgent { Token = token, Pkcs10 = [1] }, None);
        enrolled.Code.ShouldBe(EnrolCode.Enrolled);
        Serial = (await Site.GetAsync(None))!.Agents[0].Agent.CertificateSerial;
        return this;
    }

    /// <summary>The next fact of the agent's journal.</summary>
    public AgentFact Next(FactBody body) => new(++_sequence, time.GetUtcNow(), body);

    public Task<IngestResult> IngestAsync(params ImmutableArray<AgentFact> facts) => Site.IngestAsync(new IngestFacts { Agent = Agent, Facts = facts }, None);

    public async Task<IngestResult> ReportAsync(params ImmutableArray<FactBody> bodies) => await IngestAsync([.. bodies.Select(Next)]);

    public static JobReceived Received(JobId job, UserId? owner) => new()
    {
        Job = job,
        Queue = QueueId,
        ClaimedUser = "anna",
        Owner = owner,
        Title = "Secret title",
        Facts = new DocumentFacts { Format = "application/pdf", Pages = new PageCount(3, PageEvidence.Parsed), Colour = ColourMode.Monochrome, SizeBytes = 20_480, Sha256 = new string('a', 64) },
        Protocol = IntakeProtocol.Ipp,
        SourceAddress = "192.0.2.44",
    };

    public JobReleaseStarted Started(JobId job, ReleaseId release) => new() { Job = job, Release = release, Device = DeviceId, User = Anna };

    public JobReleaseFinished Finished(JobId job, ReleaseId release, ReleaseOutcome outcome = ReleaseOutcome.Completed) => new()
    {
        Job = job,
        Release = release,
        Device = DeviceId,
        User = Anna,
        Outcome = outcome,
        Evidence = [new PageCount(3, PageEvidence.Device)],
        Colour = ColourMode.Monochrome,
    };

    public LoginAttempted Login(LoginResult result, LoginMethod method = LoginMethod.Password, string session = "") => new() { Device = DeviceId, User = Anna, Method = method, Result = result, Session = session };
}
