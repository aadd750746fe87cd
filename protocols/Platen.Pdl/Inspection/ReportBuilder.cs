namespace Platen.Pdl.Inspection;

/// <summary>Puts the findings of all documents of a job and of its PJL wrapper together.</summary>
internal static class ReportBuilder
{
    public static PdlReport Build(JobSplitter job, long bytes)
    {
        var documents = job.Documents;
        var pjl = job.Pjl;
        var first = documents.Count > 0 ? documents[0] : null;
        return new PdlReport
        {
            Format = FormatOf(documents),
            Pages = PagesOf(job),
            Colour = ColourOf(documents, pjl),
            ColourPages = ColourPagesOf(documents, pjl),
            // PJL sets the defaults of the job; the document's own request comes later and wins
            Sides = (first?.Sides ?? default).Or(pjl is { Sides: not Sides.Unknown } ? Finding<Sides>.Declared(pjl.Sides) : default),
            Copies = (first?.Copies ?? default).Or(pjl?.Copies is { } copies ? Finding<int>.Declared(copies) : default),
            Media = (first?.Media ?? default).Or(pjl?.Paper is { } paper ? Finding<MediaSize>.Declared(new MediaSize(0, 0, paper)) : default),
            Title = first?.Title ?? pjl?.JobName,
            Creator = first?.Creator,
            UserClaim = pjl?.UserName ?? first?.UserClaim,
            Pjl = pjl,
            Documents = documents.Count,
            IsComplete = documents.Count > 0 && documents[^1].IsComplete,
            Warning = documents.FirstOrDefault(d => d.Warning is not null)?.Warning,
            Bytes = bytes,
        };
    }

    private static PdlFormat FormatOf(IReadOnlyList<DocumentFacts> documents)
    {
        if (documents.Count == 0)
        {
            return PdlFormat.Unknown;
        }

        return documents.All(d => d.Format == documents[0].Format) ? documents[0].Format : PdlFormat.Mixed;
    }

    private static PageCount PagesOf(JobSplitter job)
    {
        var documents = job.Documents;
        if (job.Overflowed || documents.Count == 0)
        {
            return PageCount.Unknown(job.Overflowed ? "the job holds too many documents" : "the job holds no document");
        }

        if (documents.Count == 1)
        {
            return documents[0].Pages;
        }

        var doubtful = documents.FirstOrDefault(d => d.Pages.Reason is not null)?.Pages;
        var needsRender = documents.Any(d => d.Pages.NeedsRender);
        var needsWhole = documents.Any(d => d.Pages.NeedsWholeDocument);
        if (documents.Any(d => d.Pages.Value is null))
        {
            return new PageCount(null, Evidence.Unspecified, Confidence.Unspecified, needsRender, needsWhole, doubtful?.Reason);
        }

        var sum = documents.Sum(d => (long)d.Pages.Value!.Value);
        return new PageCount(
            (int)Math.Min(sum, int.MaxValue),
            documents.Min(d => d.Pages.Evidence),
            documents.Min(d => d.Pages.Confidence),
            needsRender,
            needsWhole,
            doubtful?.Reason);
    }

    /// <summary>
    /// One document in colour makes the job a colour job; a monochrome job needs every document to be so. A PJL grey mode overrides colour data.
    /// </summary>
    private static Finding<ColourMode> ColourOf(IReadOnlyList<DocumentFacts> documents, PjlJobInfo? pjl)
    {
        var areGrey = documents.Count > 0 && documents.All(d => d.Colour.Value == ColourMode.Monochrome);
        if (areGrey || pjl is { Colour: ColourMode.Monochrome })
        {
            return areGrey ? documents[0].Colour : Finding<ColourMode>.Declared(ColourMode.Monochrome);
        }

        var colour = documents.FirstOrDefault(d => d.Colour.Value == ColourMode.Colour);
        return colour?.Colour ?? default;
    }

    /// <summary>The sum over all documents, where each one tells; none when PJL asks for grey.</summary>
    private static Finding<int> ColourPagesOf(IReadOnlyList<DocumentFacts> documents, PjlJobInfo? pjl)
    {
        if (documents.Count == 0 || documents.Any(d => !d.ColourPages.IsKnown))
        {
            return default;
        }

        var sum = Math.Min(documents.Sum(d => (long)d.ColourPages.Value), int.MaxValue);
        if (sum > 0 && pjl is { Colour: ColourMode.Monochrome })
        {
            return Finding<int>.Declared(0);
        }

        return new Finding<int>((int)sum, documents.Min(d => d.ColourPages.Evidence), documents.Min(d => d.ColourPages.Confidence));
    }
}
