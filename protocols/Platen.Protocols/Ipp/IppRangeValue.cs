namespace Platen.Protocols.Ipp;

/// <summary>A <c>rangeOfInteger</c> value.</summary>
/// <param name="Lower">Lower bound, inclusive.</param>
/// <param name="Upper">Upper bound, inclusive. Its order with <paramref name="Lower"/> is not checked.</param>
public sealed record IppRangeValue(int Lower, int Upper) : IppValue(IppTag.RangeOfInteger);
