namespace Platen.Protocols.Ipp;

/// <summary>An out-of-band value such as <c>unknown</c> or <c>no-value</c>: a tag without octets.</summary>
/// <param name="Tag">A tag from 0x10 to 0x1F.</param>
public sealed record IppOutOfBandValue(IppTag Tag) : IppValue(Tag);
