using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Jobs;

/// <summary>A job, its facts and their context.</summary>
internal static class Sample
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    public static readonly TenantId Tenant = TenantId.Parse("acme");
    public static readonly SiteId Site = SiteId.Parse("north");
    public static readonly AgentId Agent = AgentId.Parse("north-1");
    public static readonly QueueId QueueId = QueueId.Parse("pull");
    public static readonly DeviceId Device = DeviceId.Parse("mfp-1");
    public static readonly UserId Anna = UserId.Parse("019a9f5e-7c1a-7bbb-8000-000000000001");
    public static readonly UserId Bert = UserId.Parse("019a9f5e-7c1a-7bbb-8000-000000000002");
    public static readonly JobId JobId = JobId.Parse("019a9f5e-7c1a-7bbb-8000-000000000010");
    public static readonly ReleaseId Release = ReleaseId.Parse("019a9f5e-7c1a-7bbb-8000-000000000020");
    public static readonly ReleaseId OtherRelease = ReleaseId.Parse("019a9f5e-7c1a-7bbb-8000-000000000021");

    public static readonly JobContext Context = new()
    {
        Tenant = Tenant,
        Site = Site,
        Agent = Agent,
        At = Now,
        Queue = new Queue
        {
            Tenant = Tenant,
            Id = QueueId,
            Name = "Pull",
            Kind = QueueKind.Pull,
            UnknownOwner = UnknownOwnerPolicy.Hold,
            Prices = new PriceList { MonoPageE4 = 300, ColourPageE4 = 1_000, DuplexDiscountE4 = 100, BaseE4 = 50 },
        },
        Currency = "EUR",
    };

    public static JobReceived Received(UserId? owner = null) => new()
    {
        Job = JobId,
        Queue = QueueId,
        ClaimedUser = "anna",
        Owner = owner,
        Title = "Report",
        Facts = new DocumentFacts { Format = "application/pdf", Pages = new PageCount(3, PageEvidence.Parsed), Colour = ColourMode.Monochrome, SizeBytes = 20_480, Sha256 = new string('a', 64) },
        Protocol = IntakeProtocol.Ipp,
        SourceAddress = "192.0.2.44",
    };

    public static JobReleaseStarted Started(ReleaseId? release = null) => new() { Job = JobId, Release = release ?? Release, Device = Device, User = Anna };

    public static JobReleaseFinished Finished(ReleaseOutcome outcome, ReleaseId? release = null, bool destroyed = false) => new()
    {
        Job = JobId,
        Release = release ?? Release,
        Device = Device,
        User = Anna,
        Outcome = outcome,
        Evidence = [new PageCount(6, PageEvidence.Device), new PageCount(3, PageEvidence.Parsed)],
        Colour = ColourMode.Monochrome,
        Copies = 2,
        DataDestroyed = destroyed,
    };

    public static JobDeleted Deleted(DeletionCause cause) => new() { Job = JobId, Cause = cause, User = Anna };

    /// <summary>The row after facts, each of which must apply.</summary>
    public static Job After(params JobFact[] facts)
    {
        Job? job = null;
        foreach (var fact in facts)
        {
            var decision = JobLifecycle.Apply(job, fact, Context);
            decision.Code.ShouldBe(DecisionCode.Applied, $"{fact}");
            job = decision.Job;
        }

        return job!;
    }
}
