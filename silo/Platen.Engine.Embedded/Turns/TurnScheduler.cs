using System.Runtime.CompilerServices;

namespace Platen.Engine.Embedded.Turns;

/// <summary>
/// Runs tasks one at a time, in order, on any thread. The continuations of awaits inside a turn come back here, because
/// it is their <see cref="TaskScheduler.Current"/>. An idle scheduler can run a turn on its caller's thread, without queueing.
/// </summary>
internal abstract class TurnScheduler : TaskScheduler, IThreadPoolWorkItem
{
    /// <summary>Tasks run in one go before the thread goes back to its pool.</summary>
    public const int TasksPerSlice = 64;

    [ThreadStatic]
    private static TurnScheduler? _current;

    // the task that RunInline runs: it must run, so no further check applies
    [ThreadStatic]
    private static Task? _inline;

    private Queue<Task>? _work;
    private bool _busy;

    /// <summary>The scheduler whose turn runs on this thread.</summary>
    public static TurnScheduler? CurrentTurn => _current;

    public sealed override int MaximumConcurrencyLevel => 1;

    /// <summary>Guards all that is mutable in this scheduler and its subclasses. Never held while a turn runs.</summary>
    protected Lock Gate { get; } = new();

    void IThreadPoolWorkItem.Execute()
    {
        _current = this;
        for (var count = 0; count < TasksPerSlice && TryTake(out var task); count++)
        {
            TryExecuteTask(task);
        }

        _current = null;
        Leave(preferLocal: false);
    }

    protected sealed override void QueueTask(Task task)
    {
        lock (Gate)
        {
            (_work ??= new Queue<Task>()).Enqueue(task);
            if (!_busy)
            {
                _busy = true;
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
            }
        }
    }

    protected sealed override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        (ReferenceEquals(_inline, task) || (!taskWasPreviouslyQueued && ReferenceEquals(_current, this) && RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        && TryExecuteTask(task);

    protected sealed override IEnumerable<Task> GetScheduledTasks()
    {
        lock (Gate)
        {
            return _work?.ToArray() ?? [];
        }
    }

    /// <summary>Takes the right to run one task on this thread. The caller holds <see cref="Gate"/>, and calls <see cref="RunInline"/> after it.</summary>
    protected bool TryEnterInline()
    {
        if (_busy || !InlineBudget.TryTake())
        {
            return false;
        }

        _busy = true;
        return true;
    }

    protected void RunInline(Task task)
    {
        var outer = _current;
        _current = this;
        _inline = task;
        task.RunSynchronously(this);
        _inline = null;
        _current = outer;
        InlineBudget.Return();
        Leave(preferLocal: true);
    }

    private bool TryTake(out Task task)
    {
        lock (Gate)
        {
            return _work!.TryDequeue(out task!);
        }
    }

    private void Leave(bool preferLocal)
    {
        lock (Gate)
        {
            _busy = _work is { Count: > 0 };
            if (!_busy)
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal);
    }
}
