using Platen.Contracts.AgentJournal.V1;

namespace Platen.SiteAgent.Journal;

/// <summary>What reading the journal back found, besides the state.</summary>
internal sealed record RecoveredJournal
{
    /// <summary>The journal files that are there, ascending.</summary>
    public required IReadOnlyList<JournalFileHeader> Files { get; init; }

    public required ulong NextBatch { get; init; }

    public required ulong NextEvent { get; init; }

    public required ulong AcknowledgedThrough { get; init; }

    /// <summary>The epoch of the last start; 0 at the first.</summary>
    public required ulong Epoch { get; init; }

    /// <summary>The starts before this one.</summary>
    public required StartHistory Starts { get; init; }

    /// <summary>The file of the checkpoint; 0: none.</summary>
    public required ulong CheckpointFile { get; init; }

    /// <summary>The records of the very last batch: what follows a commit (destroying keys) may not have been done for them.</summary>
    public required IReadOnlyList<JournalRecord> LastBatch { get; init; }

    /// <summary>A batch at the end was not whole: it was being written when the power or the process went. It was never acknowledged.</summary>
    public required bool HadTornTail { get; init; }

    /// <summary>Bytes of journal that were read behind the checkpoint.</summary>
    public required long BytesReplayed { get; init; }
}
