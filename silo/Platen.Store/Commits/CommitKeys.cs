using System.Collections.Immutable;
using Platen.Domain.Ports;

namespace Platen.Store.Commits;

/// <summary>What a commit touches, to tell whether a batch may be written table by table (0019_commit_run.sql) instead of commit by commit.</summary>
internal static class CommitKeys
{
    /// <summary>The releases that a commit charges; default when it changes anything that has unique names, or an agent, whose committed events the batch itself moves.</summary>
    public static ImmutableArray<string> Of(Commit commit) => commit.Changes.All(IsPlain)
        ? [.. commit.Ledger.Select(entry => $"{commit.Tenant}/{entry.Release}")]
        : default;

    /// <summary>Whether every commit is plain, and no release is charged twice. That versions and events follow each other is checked in the database.</summary>
    public static bool ArePlain(IReadOnlyList<PendingCommit> batch)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return batch.All(c => !c.Releases.IsDefault && c.Releases.All(seen.Add));
    }

    private static bool IsPlain(RecordChange change) => change is JobChange or DeviceChange or CommandAdded or CommandAnswered or ParkedEventChange or DeviceLogAdded;
}
