using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;

namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>Asks who may print a job that has copies. Nobody prints such a job without the cluster's word for the very release (I3, ADR 0040).</summary>
internal interface IReleaseWord
{
    /// <summary>The cluster can be asked now.</summary>
    bool CanAsk { get; }

    /// <summary>The word for a release; the same release gets the same one however often it asks. Whoever asked has to report how the release ended, whatever the answer, because an answer can get lost.</summary>
    Task<ReleaseWord> AskAsync(JobId job, ReleaseId release, DeviceId device, UserId user, bool isReprint, CancellationToken cancellationToken);
}
