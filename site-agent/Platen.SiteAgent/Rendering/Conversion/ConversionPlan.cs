using System.Collections.Immutable;
using Platen.SiteAgent.Delivery.Finishing;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>How a document becomes one that a device takes.</summary>
internal sealed record ConversionPlan
{
    /// <summary>What it is.</summary>
    public required PrintFormat From { get; init; }

    /// <summary>What it becomes.</summary>
    public required PrintFormat To { get; init; }

    /// <summary>The document is first wrapped into a PDF, by own code.</summary>
    public bool Wraps { get; init; }

    /// <summary>It is first drawn into a PDF by MuPDF.</summary>
    public bool Draws { get; init; }

    /// <summary>Ghostscript's arguments; empty: it is not needed.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>How it comes out; what the converted document says itself, and what the device is to be asked for.</summary>
    public required FinishingOptions Finishing { get; init; }

    /// <summary>What the device is to be asked for: without what is in the converted document alone.</summary>
    public required FinishingOptions Asked { get; init; }

    public string Describe() => $"{PrintFormats.NameOf(From)} to {PrintFormats.NameOf(To)}";
}
