namespace Platen.Protocols.Ipp;

/// <summary>The version-number of an IPP message (RFC 8010 section 3.1.2).</summary>
/// <param name="Major">Major version; a receiver refuses a major version it does not know.</param>
/// <param name="Minor">Minor version; a receiver accepts any minor version.</param>
public readonly record struct IppVersion(byte Major, byte Minor)
{
    /// <summary>IPP/1.1, the version that every printer understands.</summary>
    public static readonly IppVersion V11 = new(1, 1);

    /// <summary>IPP/2.0.</summary>
    public static readonly IppVersion V20 = new(2, 0);

    /// <inheritdoc />
    public override string ToString() => $"{Major}.{Minor}";
}
