using Platen.Contracts.AgentJournal.V1;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Journal;

/// <summary>One record that waits to be durable.</summary>
internal sealed class CommitRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The record; null for <see cref="Work"/>.</summary>
    public JournalRecord? Record { get; init; }

    /// <summary>The data that the record speaks of; written and made durable before the record is written.</summary>
    public PageWrite? Data { get; init; }

    /// <summary>A key to destroy once the record is durable, and before anybody is told.</summary>
    public KeyPlace? Destroy { get; init; }

    /// <summary>Something that must not run beside a commit (re-wrapping, moving).</summary>
    public Action? Work { get; init; }

    /// <summary>Ends when the record is durable and applied.</summary>
    public Task Done => _done.Task;

    public int Size => Record?.CalculateSize() ?? 0;

    public void Complete() => _done.TrySetResult();

    public void Fail(Exception error) => _done.TrySetException(error);
}
