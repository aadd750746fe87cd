using Google.Protobuf.WellKnownTypes;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Roaming;

namespace Platen.SiteAgent.Tests.Panel;

/// <summary>The jobs of other sites as a test sets them; it answers when the test lets it.</summary>
internal sealed class FakeRemoteJobs : IRemoteJobSource
{
    private readonly List<RemoteJob> _jobs = [];

    /// <summary>The server cannot be reached.</summary>
    public bool IsCut { get; set; }

    /// <summary>An answer waits for it.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int Asked { get; private set; }

    /// <summary>Whose jobs the server lists for everybody, as for delegates.</summary>
    public UserId? DelegatedBy { get; set; }

    public RemoteJob Hold(UserId owner, string title, DateTimeOffset at, string site = "north", bool reachable = true)
    {
        var summary = new JobSummary
        {
            JobId = JobId.New(TimeProvider.System).ToString(),
            SiteId = site,
            QueueId = "follow-me",
            OwnerUserId = owner.ToString(),
            Title = title,
            Facts = new DocumentFacts { Format = "application/pdf", SizeBytes = 12345, Colour = ColourMode.Monochrome, Pages = new PageCount { Pages = 3, Evidence = Evidence.Parsed } },
            ReceivedAt = Timestamp.FromDateTimeOffset(at),
            State = (int)JobState.PendingHeld,
            Reachable = reachable,
        };
        var job = RemoteJob.TryRead(summary, new Dictionary<string, string> { ["north"] = "Branch North", ["south"] = "Branch South" }).ShouldNotBeNull();
        _jobs.Add(job);
        return job;
    }

    public Task<string> DeleteAsync(UserId user, JobId job, CancellationToken cancellationToken) => Task.FromResult(IsCut ? "The line is cut." : "");

    public async Task<RemoteList?> AskAsync(UserId user, CancellationToken cancellationToken)
    {
        Asked++;
        await Gate.WaitAsync(cancellationToken);
        return IsCut ? null : new RemoteList(RemoteListState.Complete, [.. _jobs.Where(job => job.Job.Owner == user || job.Job.Owner == DelegatedBy)], Truncated: false);
    }
}
