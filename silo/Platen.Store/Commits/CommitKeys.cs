using System.Collections.Immutable;
using Platen.Domain.Ports;

namespace Platen.Store.Commits;

/// <summary>What a commit touches, to tell whether a batch may be written table by table (0007_commit_batch.sql) instead of commit by commit.</summary>
internal static class CommitKeys
{
    /// <summary>The rows, releases and agent of a commit that changes jobs only; default when it changes anything else.</summary>
    public static ImmutableArray<string> Of(Commit commit)
    {
        if (commit.Changes.Any(c => c is not JobChange))
        {
            return default;
        }

        var keys = ImmutableArray.CreateBuilder<string>(commit.Changes.Length + commit.Ledger.Length + 1);
        keys.AddRange(commit.Changes.OfType<JobChange>().Select(c => $"{commit.Tenant}/job/{c.Row.Id}"));
        keys.AddRange(commit.Ledger.Select(l => $"{commit.Tenant}/release/{l.Release}"));
        if (commit.Event is { } applied)
        {
            keys.Add($"{commit.Tenant}/agent/{applied.Site}/{applied.Agent}");
        }

        return keys.DrainToImmutable();
    }

    /// <summary>Whether every commit changes jobs only, and nothing is touched twice.</summary>
    public static bool ArePlain(IReadOnlyList<PendingCommit> batch)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return batch.All(c => !c.Keys.IsDefault && c.Keys.All(seen.Add));
    }
}
