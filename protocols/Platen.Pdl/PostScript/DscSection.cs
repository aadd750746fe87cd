namespace Platen.Pdl.PostScript;

/// <summary>The parts of a document that follows the structuring conventions (DSC 3.0, section 3).</summary>
internal enum DscSection
{
    /// <summary>Before <c>%%EndComments</c>.</summary>
    Header = 0,

    /// <summary>Definitions.</summary>
    Prolog,

    /// <summary>Set-up of the whole document.</summary>
    Setup,

    /// <summary>Between the first <c>%%Page:</c> and the trailer.</summary>
    Page,

    /// <summary>Behind <c>%%Trailer</c>.</summary>
    Trailer,
}
