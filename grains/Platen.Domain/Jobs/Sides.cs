namespace Platen.Domain.Jobs;

/// <summary>IPP <c>sides</c> (RFC 8011, 5.2.8).</summary>
public enum Sides
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary><c>one-sided</c>.</summary>
    OneSided = 1,

    /// <summary><c>two-sided-long-edge</c>.</summary>
    TwoSidedLongEdge = 2,

    /// <summary><c>two-sided-short-edge</c>.</summary>
    TwoSidedShortEdge = 3,
}
