namespace Platen.Domain.Jobs;

/// <summary>What the intake learned about a document.</summary>
public sealed record DocumentFacts
{
    /// <summary>MIME media type as IPP's <c>document-format</c>; <c>application/octet-stream</c> when unknown.</summary>
    public required string Format { get; init; }

    /// <summary>Pages (impressions of one copy) and what the count rests on.</summary>
    public required PageCount Pages { get; init; }

    /// <summary>Colour or monochrome, where the document tells.</summary>
    public ColourMode Colour { get; init; }

    /// <summary>IPP <c>sides</c>, where the document tells.</summary>
    public Sides Sides { get; init; }

    /// <summary>Copies asked for; 1 when the document does not say.</summary>
    public int Copies { get; init; } = 1;

    /// <summary>Size of the document as received, in bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>SHA-256 of the document as received, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}
