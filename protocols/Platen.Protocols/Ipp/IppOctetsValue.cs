namespace Platen.Protocols.Ipp;

/// <summary>An <c>octetString</c> value, or the octets of a value whose tag or content this codec does not interpret.</summary>
/// <param name="Tag">The tag as it came.</param>
/// <param name="Octets">The octets as they came.</param>
public sealed record IppOctetsValue(IppTag Tag, ReadOnlyMemory<byte> Octets) : IppValue(Tag)
{
    /// <summary>Whether both have the same tag and the same octets.</summary>
    public bool Equals(IppOctetsValue? other) => other is not null && Tag == other.Tag && Octets.Span.SequenceEqual(other.Octets.Span);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Tag);
        hash.AddBytes(Octets.Span);
        return hash.ToHashCode();
    }
}
