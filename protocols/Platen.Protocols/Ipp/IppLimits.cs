namespace Platen.Protocols.Ipp;

/// <summary>Bounds on an IPP message; what exceeds one is refused before it is kept in memory.</summary>
public sealed record IppLimits
{
    /// <summary>For requests of workstations.</summary>
    public static readonly IppLimits Request = new();

    /// <summary>For responses of devices, which carry media databases and one group a job.</summary>
    public static readonly IppLimits Response = new()
    {
        TotalBytesMax = 4 * 1024 * 1024,
        GroupsMax = 10_000,
        AttributesMax = 100_000,
        ValuesPerAttributeMax = 10_000,
    };

    /// <summary>Octets from the version-number to end-of-attributes, inclusive.</summary>
    public int TotalBytesMax { get; init; } = 128 * 1024;

    /// <summary>Attribute groups.</summary>
    public int GroupsMax { get; init; } = 16;

    /// <summary>Attributes of all groups and members of all collections together.</summary>
    public int AttributesMax { get; init; } = 1_000;

    /// <summary>Values of one attribute or one member.</summary>
    public int ValuesPerAttributeMax { get; init; } = 256;

    /// <summary>Octets of an attribute's or a member's name; RFC 8011 section 5.1.4 allows keywords of 255.</summary>
    public int NameBytesMax { get; init; } = 255;

    /// <summary>Octets of one value; RFC 8010 allows 32,767.</summary>
    public int ValueBytesMax { get; init; } = 32_767;

    /// <summary>Collections inside collections.</summary>
    public int CollectionDepthMax { get; init; } = 8;
}
