using System.Collections.Immutable;

namespace Platen.Store.Backups;

/// <summary>What came of a restore.</summary>
/// <param name="Done">Whether the database is the backup's now; if not, nothing was changed.</param>
/// <param name="Words">What to know, a line each: why not and what to do, or what was done and what to look at.</param>
public sealed record RestoreResult(bool Done, ImmutableArray<string> Words)
{
    internal static RestoreResult Not(params ImmutableArray<string> words) => new(false, words);
}
