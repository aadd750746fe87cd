namespace Platen.Store.Audit;

/// <summary>A chain's head and its last entry, of one moment; without position: rows are there but the head is gone.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Position">What the head says.</param>
/// <param name="Hash">The hash of the head.</param>
/// <param name="Last">The position of the last entry; 0: there is none.</param>
internal sealed record ChainHead(string Chain, long? Position, byte[]? Hash, long Last)
{
    /// <summary>How far there is something to read.</summary>
    public long Through => Math.Max(Position ?? 0, Last);
}
