namespace Platen.Pdl.PostScript;

/// <summary>
/// Decides whether the structuring comments can be believed. They are only comments: the count is trusted when what is executed agrees with them, and
/// everything else goes to the renderer with the claim and the reason.
/// </summary>
internal static class PostScriptVerdict
{
    public static PageCount Decide(bool isConforming, DscReader dsc, PageOperators shows, bool isBroken)
    {
        var claim = dsc.DeclaredPages ?? (dsc.PageComments > 0 ? dsc.PageComments : null);
        var doubt = !isConforming ? "the PostScript does not follow the structuring conventions"
            : isBroken ? "the document is cut off, or its structuring comments are not balanced"
            : DoubtOf(dsc, shows);
        if (doubt is not null)
        {
            return PageCount.AskRenderer(isConforming ? claim : null, doubt);
        }

        return new PageCount(dsc.PageComments, Evidence.Parsed, dsc.SawEnd && shows.ByName == 0 ? Confidence.High : Confidence.Medium);
    }

    private static string? DoubtOf(DscReader dsc, PageOperators shows)
    {
        if (dsc.DeclaredPages is null || dsc.PagesContradict || dsc.DeclaredPages != dsc.PageComments)
        {
            return $"%%Pages says {dsc.DeclaredPages?.ToString() ?? "nothing"}, but there are {dsc.PageComments} %%Page comments";
        }

        if (dsc.PageComments == 0)
        {
            return "the comments claim no pages at all";
        }

        if (shows.MostInOnePage > 1 || shows.OutsidePages > 0 || shows.InPageProcedures > 0 || shows.CopyPage > 0
            || shows is { InIncluded: > 0, IsRedefined: false })
        {
            return "pages are ejected in other places than the %%Page comments say";
        }

        if (shows.IsReplaced || shows.IsHidden)
        {
            return shows.IsReplaced ? "the document gives showpage another meaning" : "pages are ejected by a procedure that has no name in sight";
        }

        if (shows.InPages != dsc.PageComments)
        {
            return $"{dsc.PageComments} %%Page comments, but {shows.InPages} operators that eject a page";
        }

        return null;
    }
}
