using Platen.Cluster.Tests.Support;
using Platen.Domain.Jobs;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Tests.Support;

namespace Platen.Cluster.Tests.Guards;

/// <summary>
/// The agent that holds the jobs, reduced to what the cluster sees of it: the lock of each job, which one release has at a time, and the facts. A print destroys the data, so a job comes out once at most, unless the lock is
/// taken off it wrongly. Its real lock and spool have tests of their own (HandOverTests, KillTests).
/// </summary>
internal sealed class HoldingAgent
{
    private readonly SplitBrain _split;
    private readonly Random _random;
    private readonly AgentJournal _journal;
    private readonly Dictionary<JobId, ReleaseId> _locks = [];
    private readonly HashSet<JobId> _gone = [];
    private readonly HashSet<string> _answered = [];

    public HoldingAgent(SplitBrain split, Random random, int jobs)
    {
        (_split, _random) = (split, random);
        _journal = new AgentJournal(random, split.Site, Branch.Agent);
        for (var i = 0; i < jobs; i++)
        {
            Jobs.Add(JobId.New(TimeProvider.System));
            _journal.Add(Branch.Received(Jobs[i], split.Branch.Anna));
        }
    }

    public List<JobId> Jobs { get; } = [];

    /// <summary>What came out here.</summary>
    public List<(JobId Job, ReleaseId Release, SiteId Site)> Prints { get; } = [];

    public Task ReportAsync(int side) => _journal.ReportAsync(side);

    public Task<long> ReportAllAsync() => _journal.ReportAllAsync();

    /// <summary>At its own panel: printed, or not, if no other release has the job.</summary>
    public void ReleaseHere(JobId job) => Release(job, ReleaseId.New(TimeProvider.System));

    /// <summary>Gives the job to another site; false: it is gone, or being printed.</summary>
    public bool TryHandOver(JobId job, ReleaseId release)
    {
        if (_gone.Contains(job) || !_locks.TryAdd(job, release))
        {
            return false;
        }

        _journal.Add(_split.Branch.Started(job, release) with { Device = ReceivingAgent.Device });
        return true;
    }

    /// <summary>Does what one side asks, each command once; gives how many.</summary>
    public async Task<int> ObeyAsync(int side)
    {
        var page = await _split.Site(side).ReadDownAsync(new ReadDown { Agent = Branch.Agent, Position = ReplicaPosition.After(1), WaitMax = TimeSpan.Zero }, CancellationToken.None);
        var todo = page.Commands.Where(command => _answered.Add(command.Id)).ToList();
        foreach (var command in todo)
        {
            _journal.Add(new CommandDone { Command = command.Id, Ok = Do(command) });
        }

        return todo.Count;
    }

    private bool Do(SiteCommand command)
    {
        var (job, release) = (command.Job!.Value, command.Release!.Value);
        if (command.Kind == SiteCommandKind.ReleaseJob)
        {
            return Release(job, release);
        }

        command.Kind.ShouldBe(SiteCommandKind.EndHandOver);
        if (_locks.TryGetValue(job, out var held) && held == release)
        {
            End(job, release, command.Outcome, command.PrintedAt);
        }

        return true;
    }

    private bool Release(JobId job, ReleaseId release)
    {
        if (_gone.Contains(job) || !_locks.TryAdd(job, release))
        {
            return false;
        }

        _journal.Add(_split.Branch.Started(job, release));
        var outcome = _random.Next(3) == 0 ? ReleaseOutcome.Completed : ReleaseOutcome.NotPrinted;
        if (outcome == ReleaseOutcome.Completed)
        {
            Prints.Add((job, release, Branch.SiteId));
        }

        End(job, release, outcome, printedAt: null);
        return true;
    }

    private void End(JobId job, ReleaseId release, ReleaseOutcome outcome, SiteId? printedAt)
    {
        _locks.Remove(job);
        var printed = outcome == ReleaseOutcome.Completed;
        if (printed)
        {
            _gone.Add(job);
        }

        var device = printedAt is null ? Branch.DeviceId : ReceivingAgent.Device;
        _journal.Add(_split.Branch.Finished(job, release, outcome) with { Device = device, PrintedAt = printedAt, DataDestroyed = printed });
    }
}
