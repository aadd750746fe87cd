namespace Platen.Domain.Ports;

/// <summary>What became of a commit.</summary>
public enum CommitCode
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>Everything is written and durable.</summary>
    Committed = 1,

    /// <summary>A row has another version than expected: somebody else was faster. Nothing is written; load again and decide again.</summary>
    Conflict = 2,

    /// <summary>The event, or the ledger entry of the release, is there already. Nothing is written; the effect exists.</summary>
    Duplicate = 3,

    /// <summary>A unique name (login name, card, PIN, RAW port) is taken by another record. Nothing is written; <see cref="CommitResult.Message"/> names it.</summary>
    NotUnique = 4,
}
