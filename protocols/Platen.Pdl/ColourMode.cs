namespace Platen.Pdl;

/// <summary>Colour or not, three-valued: a document that does not say so is unknown, never guessed.</summary>
public enum ColourMode
{
    /// <summary>Not known without rendering.</summary>
    Unknown = 0,

    /// <summary>Black and shades of grey only.</summary>
    Monochrome = 1,

    /// <summary>Colour is asked for.</summary>
    Colour = 2,
}
