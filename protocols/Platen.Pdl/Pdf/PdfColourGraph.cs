using Platen.Pdl.Inspection;

namespace Platen.Pdl.Pdf;

/// <summary>
/// Remembers which object refers to which, and which of them have colour, so that at the document's end each page can be followed to what it draws. Bounded by <see cref="PdlLimits.PdfColourLinks"/>; beyond it
/// nothing is said of colours.
/// </summary>
internal sealed class PdfColourGraph(PdlLimits limits)
{
    private readonly Dictionary<int, PdfColourNode> nodes = [];
    private readonly List<(int Name, int Target)> links = [];
    private readonly List<int> names = [];
    private readonly List<int> shared = [];
    private readonly HashSet<int> visited = [];
    private readonly HashSet<int> used = [];
    private readonly Stack<int> waiting = [];
    private readonly List<(int Name, int Target)> deferred = [];
    private int steps;

    /// <summary>True when a limit was reached.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Takes an object, with what its content stream holds if it has one.</summary>
    public void Define(PdfObject candidate, PdfContentDecoder? content)
    {
        nodes.Remove(candidate.Number);
        var marks = MarksOf(candidate, content);
        var drawn = content?.Scanner.Names ?? [];
        if (candidate.Number == 0 || (marks is PdfColourMarks.None or PdfColourMarks.External && candidate.References.Count == 0 && drawn.Count == 0))
        {
            return;
        }

        if (Overflowed || links.Count + candidate.References.Count > limits.PdfColourLinks || names.Count + drawn.Count > limits.PdfColourLinks || nodes.Count >= limits.PdfColourLinks)
        {
            Overflowed = true;
            return;
        }

        nodes[candidate.Number] = new PdfColourNode(marks, links.Count, candidate.References.Count, names.Count, drawn.Count);
        links.AddRange(candidate.References);
        names.AddRange(drawn);
        if (candidate.Kind == PdfObjectKind.Pages)
        {
            shared.Add(candidate.Number);
        }
    }

    /// <summary>Follows one page, and notes what was found. What nodes of the page tree give to all pages counts for each of them.</summary>
    public void Visit(int page, PdfPageTree tree, PageColours colours)
    {
        steps += shared.Count;
        Overflowed |= steps > limits.PdfColourSteps;
        if (Overflowed)
        {
            return;
        }

        visited.Clear();
        used.Clear();
        deferred.Clear();
        waiting.Push(page);
        foreach (var node in shared)
        {
            waiting.Push(node);
        }

        var marks = PdfColourMarks.None;
        while (waiting.TryPop(out var next) || TryUseDeferred(out next))
        {
            marks |= Enter(next, tree);
            if ((marks & PdfColourMarks.Colour) == PdfColourMarks.Colour || Overflowed)
            {
                waiting.Clear();
                break;
            }
        }

        if ((marks & PdfColourMarks.Colour) == PdfColourMarks.Colour)
        {
            colours.NoteColour();
        }
        else if ((marks & PdfColourMarks.Possible) == PdfColourMarks.Possible)
        {
            colours.NotePossible();
        }

        colours.EndPage();
    }

    private PdfColourMarks Enter(int number, PdfPageTree tree)
    {
        if (!visited.Add(number) || !nodes.TryGetValue(number, out var node))
        {
            return PdfColourMarks.None;
        }

        for (var i = 0; i < node.NamesLength; i++)
        {
            used.Add(names[node.NamesStart + i]);
        }

        steps += node.LinksLength + node.NamesLength + 1;
        Overflowed |= steps > limits.PdfColourSteps;
        for (var i = 0; i < node.LinksLength && !Overflowed; i++)
        {
            Follow(links[node.LinksStart + i], node.Marks, tree);
        }

        return node.Marks;
    }

    private void Follow((int Name, int Target) link, PdfColourMarks from, PdfPageTree tree)
    {
        if (tree.Knows(link.Target) || !nodes.TryGetValue(link.Target, out var node))
        {
            return;
        }

        if ((node.Marks & PdfColourMarks.External) != PdfColourMarks.External || (from & PdfColourMarks.Appearance) == PdfColourMarks.Appearance || used.Contains(link.Name))
        {
            waiting.Push(link.Target);
        }
        else
        {
            deferred.Add(link);
        }
    }

    /// <summary>A picture that stood in the resources before the content that names it was read.</summary>
    private bool TryUseDeferred(out int target)
    {
        steps += deferred.Count;
        for (var i = 0; i < deferred.Count; i++)
        {
            if (used.Contains(deferred[i].Name))
            {
                target = deferred[i].Target;
                deferred.RemoveAt(i);
                return true;
            }
        }

        target = 0;
        return false;
    }

    private static PdfColourMarks MarksOf(PdfObject candidate, PdfContentDecoder? content)
    {
        var marks = candidate.IsImage || candidate.IsForm ? PdfColourMarks.External : PdfColourMarks.None;
        marks |= candidate.HasAppearance ? PdfColourMarks.Appearance : PdfColourMarks.None;
        marks |= candidate.MayHaveColour || content is { WasLost: true } or { Scanner.MayHaveColour: true } ? PdfColourMarks.Possible : PdfColourMarks.None;
        return content is { Scanner.HasColour: true } ? marks | PdfColourMarks.Colour : marks;
    }
}
