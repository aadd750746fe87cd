using System.Collections.Immutable;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Delivery.Finishing;

/// <summary>How a document is to come out, where that differs from what the document says itself.</summary>
public sealed record FinishingOptions
{
    /// <summary>Most copies.</summary>
    public const int CopiesMax = 999;

    /// <summary>As the document says.</summary>
    public static readonly FinishingOptions AsIs = new();

    /// <summary>How often the document comes out, 1 to <see cref="CopiesMax"/>; null: not said.</summary>
    public int? Copies { get; init; }

    /// <summary>One- or two-sided; unspecified: not said.</summary>
    public Sides Sides { get; init; }

    /// <summary>Colour documents come out in black.</summary>
    public bool Monochrome { get; init; }

    /// <summary>Only these pages; empty: all.</summary>
    public ImmutableArray<PageRange> Ranges { get; init; } = [];

    /// <summary>What else the sender asked for, as job template attributes (RFC 8011, 5.2): paper, quality, resolution, orientation, scaling, colour. Asked of the device, and done as far as it can.</summary>
    public ImmutableArray<IppAttribute> Others { get; init; } = [];

    /// <summary>Whether nothing is said.</summary>
    public bool IsAsIs => Copies is null && Sides == Sides.Unspecified && !Monochrome && Ranges.IsDefaultOrEmpty && Others.IsDefaultOrEmpty;

    /// <summary>These, and where they say nothing, the others.</summary>
    public FinishingOptions Over(FinishingOptions others) => new()
    {
        Copies = Copies ?? others.Copies,
        Sides = Sides != Sides.Unspecified ? Sides : others.Sides,
        Monochrome = Monochrome || others.Monochrome,
        Ranges = Ranges.IsDefaultOrEmpty ? others.Ranges : Ranges,
        Others = Others.IsDefaultOrEmpty ? others.Others : Others,
    };
}
