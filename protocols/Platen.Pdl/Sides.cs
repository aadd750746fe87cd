namespace Platen.Pdl;

/// <summary>The IPP <c>sides</c> attribute (RFC 8011 section 5.2.8).</summary>
public enum Sides
{
    /// <summary>The document leaves it to the device.</summary>
    Unknown = 0,

    /// <summary><c>one-sided</c>.</summary>
    OneSided = 1,

    /// <summary><c>two-sided-long-edge</c>.</summary>
    TwoSidedLongEdge = 2,

    /// <summary><c>two-sided-short-edge</c>.</summary>
    TwoSidedShortEdge = 3,
}
