using Platen.Domain.Users;

namespace Platen.SiteAgent.Jobs;

/// <summary>One watcher's queue.</summary>
internal sealed class JobWatcher(UserId? user, int waitingMax)
{
    private readonly Lock _gate = new();
    private readonly Queue<JobChange> _waiting = new();
    private TaskCompletionSource? _wake;

    public void Offer(JobChange change)
    {
        if (user is not null && change.Job?.Owner != user)
        {
            return;
        }

        TaskCompletionSource? wake;
        lock (_gate)
        {
            if (_waiting.Count >= waitingMax)
            {
                _waiting.Clear();
                change = new JobChange(JobChangeKind.Missed, null);
            }

            _waiting.Enqueue(change);
            wake = _wake;
            _wake = null;
        }

        wake?.SetResult();
    }

    public async ValueTask<JobChange> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task wake;
            lock (_gate)
            {
                if (_waiting.TryDequeue(out var change))
                {
                    return change;
                }

                _wake ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                wake = _wake.Task;
            }

            await wake.WaitAsync(cancellationToken);
        }
    }
}
