using System.Collections.Immutable;

namespace Platen.Domain.Cards;

/// <summary>What became of a number, step by step, for the tester.</summary>
/// <param name="Steps">Each step with what came out of it.</param>
/// <param name="Number">The card's number in the form in which it is stored; null: it could not be converted.</param>
/// <param name="Fault">Why not; empty: it could.</param>
public sealed record ReaderTrace(ImmutableArray<ReaderTraceStep> Steps, string? Number, string Fault)
{
    /// <summary>Without the numbers.</summary>
    public override string ToString() => $"{nameof(ReaderTrace)} {{ {Steps.Length} steps }}";
}
