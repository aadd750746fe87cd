using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Roaming;

/// <summary>A job whose data lies at another site (MS02).</summary>
/// <param name="Job">What the cluster knows of it, in the form of a held job; its data is not here, so whatever tells of places and times of keeping is empty.</param>
/// <param name="Site">Where its data lies.</param>
/// <param name="SiteName">That site's name for people.</param>
/// <param name="IsReachable">The agent that holds it was linked to the server when the list was made.</param>
internal sealed record RemoteJob(HeldJob Job, SiteId Site, string SiteName, bool IsReachable)
{
    /// <summary>It has copies: its release needs the cluster's word, and can come from a copy that is here.</summary>
    public bool HasCopies { get; init; }

    private static readonly JobTerms NoTerms = new(TimeSpan.MaxValue, TimeSpan.Zero, DestroyWhenPrinted: false);

    /// <summary>Reads a job of the cluster's list; null: it is malformed.</summary>
    public static RemoteJob? TryRead(JobSummary source, IReadOnlyDictionary<string, string> siteNames) =>
        TryReadJob(source) is { } job && SiteId.TryParse(source.SiteId, out var site)
            ? new RemoteJob(job, site, siteNames.GetValueOrDefault(source.SiteId, source.SiteId), source.Reachable) { HasCopies = source.HasCopies }
            : null;

    /// <summary>Reads a job of another site; null: it is malformed.</summary>
    public static HeldJob? TryReadJob(JobSummary source)
    {
        if (!JobId.TryParse(source.JobId, out var id) || !QueueId.TryParse(source.QueueId, out var queue) || !UserId.TryParse(source.OwnerUserId, out var owner)
            || source.Facts is null || source.ReceivedAt is null || !Enum.IsDefined((JobState)source.State))
        {
            return null;
        }

        return new HeldJob
        {
            Id = id,
            Queue = queue,
            ClaimedUser = "",
            Owner = owner,
            Title = source.Title,
            Facts = source.Facts,
            Protocol = IntakeProtocol.Unspecified,
            SourceAddress = "",
            ReceivedAt = source.ReceivedAt.ToDateTimeOffset(),
            Terms = NoTerms,
            State = (JobState)source.State,
            ExpiresAt = DateTimeOffset.MaxValue,
            ChunkCount = 0,
            Place = default,
        };
    }
}
