using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Jobs;

namespace Platen.Gateway.AgentLink.Transfer;

/// <summary>Takes the right to print a job with copies for an agent's release, and has the words for it when it cannot be had.</summary>
internal sealed class ReleaseTaking(IGrainFactory grains)
{
    /// <summary>The refusal is empty exactly when the release has the right.</summary>
    public async Task<(string Refusal, Job? Job)> TakeAsync(AgentPeer peer, JobId job, ReleaseId release, DeviceId device, UserId? user, bool fromCopy, bool isReprint, CancellationToken cancellationToken)
    {
        var wish = new TakeRelease { Release = release, Site = peer.Site, Agent = peer.Agent, Device = device, User = user, FromCopy = fromCopy, IsReprint = isReprint };
        var result = await grains.Job(peer.Tenant, job).TakeReleaseAsync(wish, cancellationToken);
        return (RefusalOf(result), result.Job);
    }

    private static string RefusalOf(TakeReleaseResult result) => result.Code switch
    {
        TakeCode.Granted => "",
        TakeCode.Busy when result.Job?.Copies?.Taken is { } taken => $"The job is being printed at '{taken.Site}' already: wait until that is over.",
        TakeCode.Busy => "The job is being printed already: wait until that is over.",
        TakeCode.Printed => "The job has been printed meanwhile: choose it again if you want it once more.",
        TakeCode.Over => "This release is over: choose the job again.",
        TakeCode.Gone => "The job does not exist any more: it was printed, deleted, or its time was over.",
        _ => "The server has no record of this job's copies, so it cannot say who prints it: print it again from your computer.",
    };
}
