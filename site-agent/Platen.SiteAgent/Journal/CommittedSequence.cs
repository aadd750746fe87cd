namespace Platen.SiteAgent.Journal;

/// <summary>The highest durable event sequence, and a way to wait until it has grown. One writer, any readers.</summary>
internal sealed class CommittedSequence(ulong initial)
{
    private readonly Lock _gate = new();
    private ulong _value = initial;
    private TaskCompletionSource? _waiters;

    public ulong Value => Volatile.Read(ref _value);

    public void Advance(ulong value)
    {
        TaskCompletionSource? waiters;
        lock (_gate)
        {
            if (value == _value)
            {
                return;
            }

            Volatile.Write(ref _value, value);
            waiters = _waiters;
            _waiters = null;
        }

        waiters?.SetResult();
    }

    /// <summary>Ends when the event with this sequence is durable.</summary>
    public async ValueTask ReachAsync(ulong sequence, CancellationToken cancellationToken)
    {
        while (Value < sequence)
        {
            Task next;
            lock (_gate)
            {
                if (_value >= sequence)
                {
                    return;
                }

                _waiters ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                next = _waiters.Task;
            }

            await next.WaitAsync(cancellationToken);
        }
    }
}
