namespace Platen.Protocols.Ipp;

/// <summary>A <c>boolean</c> value.</summary>
/// <param name="IsTrue">The value; any octet but 0 reads as true.</param>
public sealed record IppBooleanValue(bool IsTrue) : IppValue(IppTag.Boolean)
{
    internal static readonly IppBooleanValue True = new(IsTrue: true);
    internal static readonly IppBooleanValue False = new(IsTrue: false);
}
