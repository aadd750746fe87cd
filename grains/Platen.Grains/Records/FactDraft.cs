using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Records;

/// <summary>A decision about an agent's fact, and the row after it.</summary>
/// <typeparam name="TRow">The grain's row.</typeparam>
/// <param name="Decided">What is to be written beside the fact's sequence.</param>
/// <param name="Row">The row after it; null: as it is.</param>
internal sealed record FactDraft<TRow>(DecidedFact Decided, TRow? Row = null)
    where TRow : class
{
    /// <summary>The fact does not fit.</summary>
    public static FactDraft<TRow> Park(string reason) => new(new DecidedFact { ParkReason = reason });
}
