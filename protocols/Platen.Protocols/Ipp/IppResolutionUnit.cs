namespace Platen.Protocols.Ipp;

/// <summary>Unit of a resolution value (RFC 8010 section 3.9). Other values are kept as they came.</summary>
public enum IppResolutionUnit : byte
{
    /// <summary>Not a unit.</summary>
    Unspecified = 0,

    /// <summary>Dots per inch.</summary>
    DotsPerInch = 3,

    /// <summary>Dots per centimetre.</summary>
    DotsPerCentimetre = 4,
}
