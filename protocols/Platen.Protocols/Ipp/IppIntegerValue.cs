namespace Platen.Protocols.Ipp;

/// <summary>An <c>integer</c> or <c>enum</c> value.</summary>
/// <param name="Tag"><see cref="IppTag.Integer"/> or <see cref="IppTag.Enum"/>.</param>
/// <param name="Number">The number.</param>
public sealed record IppIntegerValue(IppTag Tag, int Number) : IppValue(Tag);
