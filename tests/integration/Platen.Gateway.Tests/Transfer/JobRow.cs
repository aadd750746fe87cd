using Platen.Domain.Jobs;
using Platen.Grains.Abstractions.Jobs;

namespace Platen.Gateway.Tests.Transfer;

/// <summary>A job's row in memory, with the product's own decision about who may print it.</summary>
internal sealed class JobRow(Job job)
{
    private readonly Lock _gate = new();

    public Job Job { get; set; } = job;

    public TakeReleaseResult Take(TakeRelease request)
    {
        lock (_gate)
        {
            var wish = new JobTaking { Release = request.Release, Site = request.Site, Agent = request.Agent, Device = request.Device, User = request.User, At = DateTimeOffset.UnixEpoch };
            var decision = JobAuthority.Take(Job, wish, request.FromCopy, request.IsReprint);
            Job = decision.Next ?? Job;
            return new TakeReleaseResult { Code = decision.Code, Job = Job };
        }
    }

    /// <summary>An agent has reported that it has the copy.</summary>
    public void Copied(TestAgent keeper) => Job = Job with { Copies = Job.Copies! with { Agent = keeper.Agent } };
}
