namespace Platen.Pdl;

/// <summary>What one pass over a job's bytes told. Texts are the sender's claims: cleaned of control characters and bounded, never trusted.</summary>
public sealed record PdlReport
{
    /// <summary>The format of the document; <see cref="PdlFormat.Mixed"/> when a job holds documents of several formats.</summary>
    public required PdlFormat Format { get; init; }

    /// <summary>Pages of one copy, over all documents of the job.</summary>
    public required PageCount Pages { get; init; }

    /// <summary>Colour or monochrome.</summary>
    public Finding<ColourMode> Colour { get; init; }

    /// <summary>
    /// How many of <see cref="Pages"/> have colour, over all documents: 0 to the number of pages. Parsed where the pages were looked into, declared where some of them
    /// only may have colour; unknown where the format does not tell page by page.
    /// </summary>
    public Finding<int> ColourPages { get; init; }

    /// <summary>One- or two-sided.</summary>
    public Finding<Sides> Sides { get; init; }

    /// <summary>Paper size of the first page.</summary>
    public Finding<MediaSize> Media { get; init; }

    /// <summary>Copies asked for by the job's own data, 1 or more.</summary>
    public Finding<int> Copies { get; init; }

    /// <summary>The document's title or the PJL job name.</summary>
    public string? Title { get; init; }

    /// <summary>The program that made it.</summary>
    public string? Creator { get; init; }

    /// <summary>The user the job claims to be from.</summary>
    public string? UserClaim { get; init; }

    /// <summary>The PJL wrapper, or null when there is none.</summary>
    public PjlJobInfo? Pjl { get; init; }

    /// <summary>The number of documents in the job (more than one when PJL or end-of-file marks separate them).</summary>
    public int Documents { get; init; }

    /// <summary>True when the last document's own end mark was seen (<c>%%EOF</c>, EndSession, …). False is no error: not every format has one.</summary>
    public bool IsComplete { get; init; }

    /// <summary>What is wrong with the document, in one sentence, or null.</summary>
    public string? Warning { get; init; }

    /// <summary>Bytes inspected.</summary>
    public long Bytes { get; init; }
}
