using System.Collections.Immutable;
using Platen.Domain.Ports;

namespace Platen.Store.Commits;

/// <summary>A commit that waits for the connection, and who waits for its outcome.</summary>
internal sealed class PendingCommit(byte[] payload, ImmutableArray<string> releases, bool hasKey, DateTimeOffset giveUpAt, CancellationToken cancellationToken)
{
    private readonly TaskCompletionSource<CommitResult> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The JSON document.</summary>
    public byte[] Payload { get; } = payload;

    /// <summary>The releases that it charges, see <see cref="CommitKeys"/>.</summary>
    public ImmutableArray<string> Releases { get; } = releases;

    /// <summary>An event or a release makes a repetition harmless: the second one is a duplicate.</summary>
    public bool HasKey { get; } = hasKey;

    /// <summary>When the attempts end.</summary>
    public DateTimeOffset GiveUpAt { get; } = giveUpAt;

    /// <summary>It may be in the database, although nobody heard so.</summary>
    public bool InDoubt { get; set; }

    public Task<CommitResult> Outcome => _outcome.Task;

    /// <summary>Whether nobody wants it any more; only before it is first sent.</summary>
    public bool Abandoned => !InDoubt && cancellationToken.IsCancellationRequested;

    public void Complete(CommitResult result) => _outcome.TrySetResult(result);

    public void Fail(Exception fault) => _outcome.TrySetException(fault);

    public void Cancel() => _outcome.TrySetCanceled(cancellationToken);
}
