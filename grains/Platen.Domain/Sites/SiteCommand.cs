using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Sites;

/// <summary>Something that the cluster asks of the agent that holds a job. It may arrive more than once; the agent does it once.</summary>
public sealed record SiteCommand
{
    /// <summary>Whose it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The site that shall do it.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The one agent of the site that shall do it; null: the first one that answers.</summary>
    public AgentId? Agent { get; init; }

    /// <summary>Its id, UUID version 7 as text.</summary>
    public required string Id { get; init; }

    /// <summary>When it was asked.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What is asked.</summary>
    public required SiteCommandKind Kind { get; init; }

    /// <summary>The job concerned.</summary>
    public JobId? Job { get; init; }

    /// <summary>The release, for <see cref="SiteCommandKind.ReleaseJob"/>.</summary>
    public ReleaseId? Release { get; init; }

    /// <summary>The device, for <see cref="SiteCommandKind.ReleaseJob"/>.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>For whom: who releases, who becomes the owner, who deletes.</summary>
    public UserId? User { get; init; }

    /// <summary>The panel session, for <see cref="SiteCommandKind.EndSession"/>.</summary>
    public string Session { get; init; } = "";

    /// <summary>Why, for <see cref="SiteCommandKind.DeleteJob"/>.</summary>
    public DeletionCause Cause { get; init; }

    /// <summary>How it ended, for <see cref="SiteCommandKind.EndHandOver"/>.</summary>
    public ReleaseOutcome Outcome { get; init; }

    /// <summary>When the copy is of no more use, for <see cref="SiteCommandKind.CopyJob"/>.</summary>
    public DateTimeOffset? KeepUntil { get; init; }

    /// <summary>Plain bytes of the document, for <see cref="SiteCommandKind.CopyJob"/>.</summary>
    public long SizeBytes { get; init; }

    /// <summary>Where it ended, for <see cref="SiteCommandKind.EndHandOver"/>.</summary>
    public SiteId? PrintedAt { get; init; }

    /// <summary>Why it did not go well, for <see cref="SiteCommandKind.EndHandOver"/>; for people, for <see cref="SiteCommandKind.WithdrawRelease"/>.</summary>
    public string Reason { get; init; } = "";
}
