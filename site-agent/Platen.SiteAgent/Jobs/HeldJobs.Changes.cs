using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Spool.Disk;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Jobs;

/// <summary>What changes held jobs: releases, deletions, claims, moves; one change of a job at a time.</summary>
internal sealed partial class HeldJobs
{
    public ValueTask<BeginReleaseResult> BeginReleaseAsync(
        JobId id, ReleaseId release, DeviceId device, UserId user, bool isFirstPrint = false, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            job =>
            {
                var answer = JobTransitions.Begin(job, id, release, index.Releases.Find(release), isFirstPrint);
                var started = new JobReleaseStarted { JobId = id.ToString(), ReleaseId = release.ToString(), DeviceId = device.Value, UserId = JobRecords.TextOf(user) };
                return (answer, answer.Code == BeginReleaseCode.Started ? Fact(new AgentEvent { JobReleaseStarted = started }) : null);
            },
            answer => answer with { Job = Find(id) ?? answer.Job },
            cancellationToken);

    public ValueTask<FinishReleaseResult> FinishReleaseAsync(JobReleaseFinished fact, bool destroyData = false, CancellationToken cancellationToken = default)
    {
        var id = JobId.Parse(fact.JobId);
        var release = ReleaseId.Parse(fact.ReleaseId);
        if (fact.Outcome is not (ReleaseOutcome.Completed or ReleaseOutcome.NotPrinted or ReleaseOutcome.Partial))
        {
            throw new ArgumentException($"A release ends as completed, not-printed or partial, not as {fact.Outcome}.", nameof(fact));
        }

        return ChangeAsync(
            id,
            job =>
            {
                var answer = JobTransitions.Finish(job, id, release, fact.Outcome, index.Releases.Find(release));
                if (answer.Code != FinishReleaseCode.Finished)
                {
                    return (answer, null);
                }

                var finished = fact.Clone();
                finished.DataDestroyed = JobTransitions.DestroysData(job!, fact.Outcome, destroyData);
                return (answer, Fact(new AgentEvent { JobReleaseFinished = finished }, finished.DataDestroyed ? job : null));
            },
            answer =>
            {
                if (answer.Code == FinishReleaseCode.Finished)
                {
                    AgentInstruments.OnReleaseFinished(fact.Outcome);
                }

                return answer with { Job = Find(id) };
            },
            cancellationToken);
    }

    public ValueTask<DeleteResult> DeleteAsync(JobId id, DeletionCause cause, UserId? user, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            job => job switch
            {
                null => (new DeleteResult(DeleteCode.Gone), null),
                { Release: not null } => (new DeleteResult(DeleteCode.Busy), null),
                _ => (new DeleteResult(DeleteCode.Deleted), Fact(
                    new AgentEvent { JobDeleted = new JobDeleted { JobId = id.ToString(), Cause = cause, UserId = user?.ToString() ?? "" } }, job)),
            },
            answer => answer,
            cancellationToken);

    public ValueTask<bool> ResolveOwnerAsync(JobId id, UserId owner, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            job => job switch
            {
                null => (false, null),
                { Owner: { } present } => (present == owner, null),
                _ => (true, Fact(new AgentEvent { JobOwnerResolved = new JobOwnerResolved { JobId = id.ToString(), OwnerUserId = owner.ToString() } })),
            },
            answer => answer,
            cancellationToken);

    public ValueTask<bool> SetPagesAsync(JobId id, PageCount pages, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            job => job is null ? (false, null) : (true, Fact(new AgentEvent { JobPagesCounted = new JobPagesCounted { JobId = id.ToString(), Pages = pages } })),
            answer => answer,
            cancellationToken);

    public ValueTask<HeldJob?> ChangeTicketAsync(JobId id, Func<HeldJob, JobTicket?> change, CancellationToken cancellationToken = default) =>
        ChangeAsync(
            id,
            job => (job, job is null || change(job) is not { } ticket
                ? null
                : new CommitRequest { Record = new JournalRecord { TicketChanged = new TicketChanged { JobId = id.ToString(), Ticket = ticket } } }),
            answer => Find(id) ?? answer,
            cancellationToken);

    /// <summary>Moves a job's document out of a segment; false when it is not there any more, is being changed, or there is no room.</summary>
    public async Task<bool> MoveAsync(JobId id, uint segment)
    {
        CommitRequest request;
        HeldJob job;
        DataPlace to;
        lock (_gate)
        {
            if (index.Find(id) is not { } present || present.Place.Segment != segment || _pending.ContainsKey(id) || documents.TryCopy(present.Place) is not { } copy)
            {
                return false;
            }

            (job, to) = (present, copy.Place);
            request = new CommitRequest { Record = JobRecords.Moved(id, job.Place, to), Data = copy.Write };
            _pending[id] = Journal.CommitAsync(request);
        }

        try
        {
            await WaitAsync(id, request);
        }
        catch (DiskFullException)
        {
            documents.Free(id, to);
            return false;
        }

        await Journal.CommitAsync(new CommitRequest
        {
            Record = new JournalRecord { MoveFinished = new MoveFinished { JobId = id.ToString() } },
            Destroy = documents.KeyOf(id, job.Place),
        });
        documents.Free(id, job.Place);
        return true;
    }

    private CommitRequest Fact(AgentEvent fact, HeldJob? destroy = null) =>
        new() { Record = new JournalRecord { Event = fact }, Destroy = destroy is null ? null : documents.KeyOf(destroy.Id, destroy.Place) };

    private async ValueTask<TAnswer> ChangeAsync<TAnswer>(
        JobId id, Func<HeldJob?, (TAnswer Answer, CommitRequest? Request)> decide, Func<TAnswer, TAnswer> afterwards, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task? before;
            CommitRequest? request = null;
            TAnswer? answer = default;
            lock (_gate)
            {
                if (!_pending.TryGetValue(id, out before))
                {
                    (answer, request) = decide(index.Find(id));
                    if (request is null)
                    {
                        return answer;
                    }

                    _pending[id] = Journal.CommitAsync(request);
                }
            }

            if (request is not null)
            {
                await WaitAsync(id, request);
                return afterwards(answer!);
            }

            await before!.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task WaitAsync(JobId id, CommitRequest request)
    {
        try
        {
            await request.Done;
        }
        finally
        {
            lock (_gate)
            {
                if (_pending.TryGetValue(id, out var present) && present == request.Done)
                {
                    _pending.Remove(id); // it failed; applied ones are removed already
                }
            }
        }
    }
}
