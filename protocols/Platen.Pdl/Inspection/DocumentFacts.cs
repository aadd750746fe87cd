namespace Platen.Pdl.Inspection;

/// <summary>What a scanner found out about one document of a job.</summary>
internal sealed class DocumentFacts
{
    public required PdlFormat Format { get; init; }

    public required PageCount Pages { get; init; }

    public Finding<ColourMode> Colour { get; init; }

    public Finding<int> ColourPages { get; init; }

    public Finding<Sides> Sides { get; init; }

    public Finding<MediaSize> Media { get; init; }

    public Finding<int> Copies { get; init; }

    public string? Title { get; init; }

    public string? Creator { get; init; }

    public string? UserClaim { get; init; }

    public bool IsComplete { get; init; }

    public string? Warning { get; init; }
}
