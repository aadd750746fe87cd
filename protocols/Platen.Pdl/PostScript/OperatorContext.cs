namespace Platen.Pdl.PostScript;

/// <summary>How an operator's name stands in the text.</summary>
internal enum OperatorContext
{
    /// <summary>In a comment or string, or as a literal name: not executed here.</summary>
    Inert = 0,

    /// <summary>Inside a procedure: executed when and as often as that is.</summary>
    InProcedure,

    /// <summary>Executed once where it stands.</summary>
    Executed,
}
