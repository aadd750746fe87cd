using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Accounting;
using Platen.Domain.Audit;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Queues;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Store.Tests;

/// <summary>Records to write.</summary>
internal static class Sample
{
    public static readonly TenantId Acme = TenantId.Parse("acme");
    public static readonly SiteId North = SiteId.Parse("north");
    public static readonly AgentId Agent = AgentId.Parse("north-1");
    public static readonly DeviceId Mfp = DeviceId.Parse("mfp-1");
    public static readonly QueueId Pull = QueueId.Parse("pull");
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static Commit Commit(params RecordChange[] changes) => new() { Tenant = Acme, AuditChain = "console", Changes = [.. changes] };

    public static JobChange New(Job job) => new(job with { Version = 1 }) { ExpectedVersion = 0 };

    public static JobChange Change(Job job) => new(job with { Version = job.Version + 1 }) { ExpectedVersion = job.Version };

    public static UserChange New(User user) => new(user with { Version = 1 }) { ExpectedVersion = 0 };

    public static QueueChange New(Queue queue) => new(queue with { Version = 1 }) { ExpectedVersion = 0 };

    public static AgentChange NewAgent(string id = "north-1", string tokenSha256 = "") =>
        new(new SiteAgent { Tenant = Acme, Site = North, Id = AgentId.Parse(id), EnrolmentTokenSha256 = tokenSha256, Version = 1 }) { ExpectedVersion = 0 };

    public static DeviceChange NewDevice(string id = "mfp-1", DeviceStatus? status = null) => new(new Device
    {
        Tenant = Acme, Site = North, Id = DeviceId.Parse(id), Name = "MFP " + id, Host = "192.0.2.7", Protocol = DeliveryProtocol.Raw, Port = 9100,
        PanelAddresses = ["192.0.2.0/24"], Status = status ?? new(), Version = 1,
    }) { ExpectedVersion = 0 };

    public static SiteChange NewSite(string id = "north") => new(new Site { Tenant = Acme, Id = SiteId.Parse(id), Name = "Branch " + id, Version = 1 }) { ExpectedVersion = 0 };

    public static TenantChange NewTenant() => new(new Tenant { Id = Acme, Name = "Acme", Version = 1 }) { ExpectedVersion = 0 };

    public static Job Job(string title = "Report", UserId? owner = null, JobState state = JobState.PendingHeld, SiteId? site = null, TenantId? tenant = null) => new()
    {
        Tenant = tenant ?? Acme, Id = JobId.New(TimeProvider.System), Site = site ?? North, Agent = Agent, Queue = Pull, ClaimedUser = "anna", Owner = owner, Title = title,
        Facts = new DocumentFacts
        {
            Format = "application/pdf", Pages = new PageCount(3, PageEvidence.Parsed), SizeBytes = 20_480, Sha256 = new string('a', 64), Copies = 2, Sides = Sides.TwoSidedLongEdge,
        },
        Protocol = IntakeProtocol.Ipp, SourceAddress = "192.0.2.44", ReceivedAt = Now, State = state, StateSince = Now,
    };

    public static User User(string login, string? pin = null, params string[] cards) => new()
    {
        Tenant = Acme, Id = UserId.New(TimeProvider.System), LoginName = login, DisplayName = "User " + login, Role = UserRole.User,
        PinIndex = pin is null ? [] : Hash(pin), Cards = [.. cards.Select(c => new UserCard(Hash(c), c[^1..]))],
    };

    public static Queue Queue(string id, int rawPort = 0) => new()
    {
        Tenant = Acme, Id = QueueId.Parse(id), Name = "Queue " + id, Kind = QueueKind.Pull, UnknownOwner = UnknownOwnerPolicy.Hold, RawPort = rawPort,
        Prices = new PriceList { MonoPageE4 = 300, ColourPageE4 = 1_200 },
    };

    public static LedgerEntry Ledger(ReleaseId? release = null, DateTimeOffset? at = null, string title = "Report", UserId? user = null, JobId? job = null) => new()
    {
        Id = Guid.CreateVersion7(), Tenant = Acme, Site = North, At = at ?? Now, Release = release ?? ReleaseId.New(TimeProvider.System), Job = job ?? JobId.New(TimeProvider.System),
        User = user ?? UserId.New(TimeProvider.System), Device = Mfp, Queue = Pull, Title = title, Impressions = 6, Evidence = PageEvidence.Device,
        AllCounts = [new PageCount(6, PageEvidence.Device), new PageCount(null, PageEvidence.Unspecified, "no DSC")], Colour = ColourMode.Colour, Sides = Sides.TwoSidedLongEdge,
        Copies = 2, PriceE4 = 7_200, Currency = "EUR", Outcome = ReleaseOutcome.Completed,
    };

    public static AuditEntry Act(string action = "job.released", string subject = "job:1") => new()
    {
        At = Now, Actor = "agent:north-1", Origin = "192.0.2.7", Action = action, Subject = subject, Success = true,
        Details = ImmutableSortedDictionary<string, string>.Empty.Add("pages", "6").Add("device", "mfp-1"),
    };

    public static FeedEntry Notice(string key = "1", SiteId? site = null, FeedTopic topic = FeedTopic.Job) => new(topic, key, site);

    private static ImmutableArray<byte> Hash(string text) => [.. SHA256.HashData(Encoding.UTF8.GetBytes(text))];
}
