using Platen.Domain.Ports;

namespace Platen.Store.Commits;

/// <summary>A row of <c>platen.commit_many</c>.</summary>
internal sealed record CommitOutcome(int Code, int Taken, string Message)
{
    private const int OutOfOrder = 101;

    /// <summary>Tells the waiting caller.</summary>
    public void Tell(PendingCommit commit)
    {
        if (Code == OutOfOrder)
        {
            commit.Fail(new EventOutOfOrderException($"Nothing is written: {Message}."));
        }
        else if (Code == (int)CommitCode.Committed)
        {
            commit.Complete(CommitResult.Committed);
        }
        else
        {
            commit.Complete(new CommitResult((CommitCode)Code, Message) { Taken = (UniqueName)Taken });
        }
    }
}
