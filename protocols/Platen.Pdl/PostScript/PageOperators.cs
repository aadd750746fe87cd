namespace Platen.Pdl.PostScript;

/// <summary>What was counted in a PostScript document beside its comments.</summary>
internal sealed class PageOperators
{
    /// <summary><c>showpage</c>, or a name of the prolog's for it, executed inside pages.</summary>
    public int InPages { get; set; }

    /// <summary><c>showpage</c> executed before the first page or behind the trailer.</summary>
    public int OutsidePages { get; set; }

    /// <summary><c>showpage</c> inside a procedure in the text of a page, where a loop may run it many times.</summary>
    public int InPageProcedures { get; set; }

    /// <summary><c>copypage</c> executed, or anywhere in the text of a page.</summary>
    public int CopyPage { get; set; }

    /// <summary><c>showpage</c> executed in included documents, which the including one must have disabled.</summary>
    public int InIncluded { get; set; }

    /// <summary>True when the document gives <c>showpage</c> a meaning of its own, as it must before it includes others.</summary>
    public bool IsRedefined { get; set; }

    /// <summary>The largest number of <c>showpage</c> executed within one page.</summary>
    public int MostInOnePage { get; set; }

    /// <summary>True when the prolog makes <c>showpage</c> do nothing, and ejects pages by a name of its own.</summary>
    public bool IsNeutral { get; set; }

    /// <summary>True when the document makes <c>showpage</c> do something else, so that it may eject any number of pages.</summary>
    public bool IsReplaced { get; set; }

    /// <summary>Pages that were ended by a name of the prolog's.</summary>
    public int ByName { get; set; }

    /// <summary>True when a procedure ejects pages, and its name is not in sight.</summary>
    public bool IsHidden { get; set; }
}
