namespace Platen.Protocols.Ipp;

/// <summary>A <c>resolution</c> value.</summary>
/// <param name="CrossFeed">Dots per unit across the feed direction.</param>
/// <param name="Feed">Dots per unit in the feed direction.</param>
/// <param name="Unit">The unit.</param>
public sealed record IppResolutionValue(int CrossFeed, int Feed, IppResolutionUnit Unit) : IppValue(IppTag.Resolution);
