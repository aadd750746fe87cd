namespace Platen.Domain.Jobs;

/// <summary>Colour or monochrome.</summary>
public enum ColourMode
{
    /// <summary>Not known.</summary>
    Unspecified = 0,

    /// <summary>Black only.</summary>
    Monochrome = 1,

    /// <summary>At least one page in colour.</summary>
    Colour = 2,
}
