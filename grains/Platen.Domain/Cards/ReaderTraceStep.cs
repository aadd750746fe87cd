namespace Platen.Domain.Cards;

/// <summary>A step of a conversion.</summary>
/// <param name="Step">Its words.</param>
/// <param name="Value">What came out of it; bits in groups of eight.</param>
public sealed record ReaderTraceStep(string Step, string Value)
{
    /// <summary>Without the value.</summary>
    public override string ToString() => Step;
}
