namespace Platen.Pdl.Pdf;

/// <summary>Decides what a walked page tree is worth.</summary>
internal static class PdfVerdict
{
    private const int CountMax = 10_000_000;

    public static PageCount Decide(PdfModel model, PdfTreeWalk walk, bool rootFromTrailer)
    {
        var declared = walk.DeclaredCount is >= 0 and <= CountMax ? (int?)walk.DeclaredCount : null;
        var wasRead = walk is { IsTree: true, Unresolved: 0 };
        if (wasRead && !model.IsDamaged && rootFromTrailer)
        {
            return walk.Leaves == declared
                ? PageCount.Parsed(walk.Leaves)
                : Doubt(walk.Leaves, Evidence.Parsed, Confidence.Medium, Contradiction(walk));
        }

        if (wasRead)
        {
            return Doubt(walk.Leaves, Evidence.Parsed, Confidence.Low, model.IsDamaged ? "the file's structure is damaged" : "the file has no usable trailer");
        }

        var reason = ReasonOf(model, walk);
        if (declared is not null && rootFromTrailer && !model.IsDamaged && walk.IsTree)
        {
            return Doubt(declared.Value, Evidence.Declared, Confidence.Medium, reason);
        }

        return PageCount.Unknown(reason) with { NeedsWholeDocument = true };
    }

    private static string Contradiction(PdfTreeWalk walk) =>
        $"the page tree holds {walk.Leaves} pages, but its /Count says {walk.DeclaredCount?.ToString() ?? "nothing"}";

    private static string ReasonOf(PdfModel model, PdfTreeWalk walk)
    {
        if (model.IsEncrypted && model.UnreadableStreams > 0)
        {
            return "the document is encrypted and keeps its page tree in encrypted object streams";
        }

        if (model.UnreadableStreams > 0)
        {
            return "object streams of the document cannot be decoded within the limits";
        }

        if (model.Tree.Overflowed)
        {
            return "the document has more pages than are tracked";
        }

        return walk.IsTree ? "parts of the page tree are missing" : "the page tree refers to itself";
    }

    private static PageCount Doubt(int value, Evidence evidence, Confidence confidence, string reason) =>
        new(value, evidence, confidence, NeedsWholeDocument: true, Reason: reason);
}
