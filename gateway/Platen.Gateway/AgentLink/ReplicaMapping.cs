using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Queues;
using Platen.Domain.Replication;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Sites;
using Proto = Platen.Contracts.AgentLink.V1;

namespace Platen.Gateway.AgentLink;

/// <summary>What a site has to know, from the domain's records to the wire. Enumerations have the same numbers on both sides (a test holds them together).</summary>
internal static class ReplicaMapping
{
    /// <summary>A page, for one site: what a site would copy to itself it does not copy.</summary>
    public static ChangeBatch ToBatch(ReplicaPage page, SiteId site)
    {
        var batch = new ChangeBatch { SnapshotBegin = page.SnapshotBegin, SnapshotEnd = page.SnapshotEnd, Cursor = (ulong)page.Cursor };
        batch.Changes.AddRange(page.Changes.Select(change => ToChange(change, site)));
        return batch;
    }

    private static Change ToChange(ReplicaChange source, SiteId site) => source switch
    {
        { User: { } user } => new Change { User = ToUser(user) },
        { Queue: { } queue } => new Change { Queue = ToQueue(queue, site) },
        { Device: { } device } => new Change { Device = ToDevice(device) },
        { Policy: { } policy } => new Change { Policy = ToPolicy(policy, site) },
        { Removal: { } removal } => new Change { Removal = new Removal { Id = removal.Id, Kind = ToKind(removal.Topic) } },
        _ => throw new InvalidOperationException("A replica change names nothing."),
    };

    private static Removal.Types.Kind ToKind(FeedTopic topic) => topic switch
    {
        FeedTopic.User => Removal.Types.Kind.User,
        FeedTopic.Queue => Removal.Types.Kind.Queue,
        FeedTopic.Device => Removal.Types.Kind.Device,
        _ => throw new InvalidOperationException($"Agents keep no records of kind {topic}."),
    };

    private static ReplicaUser ToUser(User source)
    {
        var user = new ReplicaUser
        {
            UserId = source.Id.ToString(),
            LoginName = source.LoginName,
            DisplayName = source.DisplayName,
            Active = source.Active,
            PinIndex = ByteString.CopyFrom(source.PinIndex.AsSpan()),
            PinHash = source.PinHash,
            PinIssuedAtMs = source.PinIssuedAt?.ToUnixTimeMilliseconds() ?? 0,
            PinWaiting = source.PinWantedAt is not null,
            PasswordHash = source.AuthenticatedBy == UserSource.OpenId || InitialPassword.Is(source) ? "" : source.PasswordHash,
            InitialPasswordHash = InitialPassword.Is(source) ? source.PasswordHash : "",
            PasswordElsewhere = UserSource.DirectoryOf(source.AuthenticatedBy) is not null,
            LockedUntilMs = source.LockedUntil?.ToUnixTimeMilliseconds() ?? 0,
            PrivateQueue = source.PrivateQueue,
            SecondPhase = (Proto.SecondPhase)SecondPhaseRules.OfUser(source),
            SecondPhaseLockedUntilMs = source.SecondPhaseLockedUntil?.ToUnixTimeMilliseconds() ?? 0,
            Version = source.Version,
        };
        user.DelegateUserIds.AddRange(source.Delegates.Select(other => other.ToString()));
        user.CardIndex.AddRange(source.Cards.Select(card => ByteString.CopyFrom(card.Index.AsSpan())));
        return user;
    }

    private static ReplicaQueue ToQueue(Queue source, SiteId site) => new()
    {
        QueueId = source.Id.Value,
        Name = source.Name,
        Kind = (ReplicaQueue.Types.Kind)source.Kind,
        UnknownOwner = (ReplicaQueue.Types.UnknownOwner)source.UnknownOwner,
        DeviceId = source.Device?.Value ?? "",
        RawPort = source.RawPort,
        KeepHeldSeconds = (long)source.KeepHeld.TotalSeconds,
        KeepReleasedSeconds = (long)source.KeepReleased.TotalSeconds,
        Prices = ToPrices(source.Prices),
        Intake = ToIntake(source.Intake),
        Copies = (Proto.CopyPlace)source.Copies.Place,
        CopySiteId = source.Copies.Site is { } copies && copies != site ? copies.Value : "",
        Version = source.Version,
    };

    private static Proto.IntakePolicy ToIntake(Domain.Queues.IntakePolicy source)
    {
        var policy = new Proto.IntakePolicy
        {
            LeastEvidence = (Proto.OwnerEvidence)source.LeastEvidence,
            Pjl = (Proto.UnsafeContentPolicy)source.Pjl,
            AllowsDisplayTexts = source.AllowsDisplayTexts,
            PostScript = (Proto.UnsafeContentPolicy)source.PostScript,
            BarsDelegates = !source.AllowsDelegates,
        };
        policy.TrustedAddresses.AddRange(source.TrustedAddresses);
        return policy;
    }

    private static Proto.PriceList ToPrices(Domain.Accounting.PriceList source) => new()
    {
        MonoPageE4 = source.MonoPageE4,
        ColourPageE4 = source.ColourPageE4,
        DuplexDiscountE4 = source.DuplexDiscountE4,
        BaseE4 = source.BaseE4,
    };

    private static ReplicaDevice ToDevice(Device source)
    {
        var device = new ReplicaDevice
        {
            DeviceId = source.Id.Value,
            Name = source.Name,
            Location = source.Location,
            Host = source.Host,
            Protocol = (Proto.DeliveryProtocol)source.Protocol,
            Port = source.Port,
            Path = source.Path,
            SnmpPort = source.SnmpPort,
            Enabled = source.Enabled,
            Colour = source.Colour,
            Duplex = source.Duplex,
            CertificateSha256 = ByteString.CopyFrom(Convert.FromHexString(source.CertificateSha256)),
            Pjl = source.Pjl,
            RetrySeconds = source.RetrySeconds,
            SecondPhase = (Proto.SecondPhase)source.Logins.SecondPhase,
            ReaderFormat = source.Logins.ReaderFormat,
            Version = source.Version,
        };
        if (source.Spooling.Enabled)
        {
            (device.SpoolPort, device.SpoolAddress, device.SpoolQueueId) = (source.Spooling.FirstPort, source.Spooling.Address, source.Spooling.Queue?.Value ?? "");
        }

        device.TrustedCas.AddRange(DeviceTrustRules.ReadAuthorities(source.CertificateAuthorities).Select(authority => ByteString.CopyFrom(authority.AsSpan())));
        device.PanelAddresses.AddRange(source.PanelAddresses);
        device.Accepts.AddRange(source.Accepts);
        return device;
    }

    private static OfflinePolicy ToOffline(OfflineRules source) => new()
    {
        BarsCard = !source.Card,
        BarsPin = !source.Pin,
        BarsPassword = !source.Password,
        BarsRelease = !source.Release,
        BarsDelete = !source.Delete,
        BarsReprint = !source.Reprint,
        PagesPerUserMax = source.PagesPerUserMax,
        TakesNewCards = source.NewCards,
        NewCardsWorkHere = source.NewCardsWorkThere,
        BarsNewPins = !source.NewPins,
    };

    private static Proto.ReplicaPolicy ToPolicy(Grains.Abstractions.Sites.ReplicaPolicy source, SiteId site)
    {
        var policy = ToPlainPolicy(source, site);
        var logins = source.Tenant.Logins;
        policy.SecondPhase = (Proto.SecondPhase)logins.SecondPhase;
        policy.UidCardsNeedPin = logins.UidCardsNeedPin;
        policy.DeviceReaderFormat = logins.DeviceFormat;
        policy.QrLogin = logins.QrLogin;
        policy.TimeZone = source.Tenant.DeviceLog.TimeZone;
        policy.Readings = (Proto.ReadingSchedule)source.Tenant.DeviceLog.Readings;
        policy.FleetThrottledUntilMs = source.Tenant.FleetThrottledUntil?.ToUnixTimeMilliseconds() ?? 0;
        policy.ReaderFormats.AddRange(logins.ReaderFormats.Select(format =>
            new Proto.ReaderFormat { Name = format.Name, Rule = format.Rule, ReadsUid = format.ReadsUid, AlsoAsSent = format.AlsoAsSent }));
        return policy;
    }

    private static Proto.ReplicaPolicy ToPlainPolicy(Grains.Abstractions.Sites.ReplicaPolicy source, SiteId site) => new()
    {
        CredentialKey = ByteString.CopyFrom(source.CredentialKey.AsSpan()),
        Currency = source.Tenant.Currency,
        PanelIdleSeconds = (int)source.Tenant.PanelIdle.TotalSeconds,
        LockoutFailures = source.Tenant.LockoutFailures,
        LockoutSeconds = (int)source.Tenant.Lockout.TotalSeconds,
        OfflineSecondsMax = (long)source.Tenant.OfflineMax.TotalSeconds,
        Offline = ToOffline(source.Tenant.Offline),
        HeldJobsPerUserMax = source.Tenant.HeldJobsPerUserMax,
        HeldBytesPerUserMax = source.Tenant.HeldBytesPerUserMax,
        TenantName = source.Tenant.Name,
        SiteName = source.SiteName,
        Version = source.Version,
        CopySiteId = source.Tenant.CopySite is { } copies && copies != site ? copies.Value : "",
        AheadJobsMax = source.AheadJobsMax ?? source.Tenant.AheadJobsMax,
        AheadBytesMax = source.AheadBytesMax ?? source.Tenant.AheadBytesMax,
    };
}
