namespace Platen.Pdl.Pdf;

/// <summary>
/// Remembers, by object number, which objects are pages, page tree nodes and catalogs; the last definition of a number wins, as incremental updates ask
/// (ISO 32000-1, 7.5.6). Bounded by <see cref="PdlLimits.PdfTrackedObjects"/> and <see cref="PdlLimits.PdfKids"/>.
/// </summary>
internal sealed class PdfPageTree(PdlLimits limits)
{
    private const int MediaMax = 64;
    private readonly Dictionary<int, (PdfObjectKind Kind, int Slot)> objects = [];
    private readonly List<PdfPageNode> nodes = [];
    private readonly List<PdfReference> catalogs = [];
    private readonly List<int> kids = [];
    private readonly List<MediaSize> media = [default];

    /// <summary>Pages known, reachable or not.</summary>
    public int KnownPages { get; private set; }

    /// <summary>The catalog defined last, 0 for none.</summary>
    public int LastCatalog { get; private set; }

    /// <summary>True when a limit was reached, so that the tree is not whole.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>Takes an object; one that is no longer a page, node or catalog loses its place.</summary>
    public void Define(PdfObject candidate)
    {
        var known = objects.TryGetValue(candidate.Number, out var old);
        if (known)
        {
            objects.Remove(candidate.Number);
            KnownPages -= old.Kind == PdfObjectKind.Page ? 1 : 0;
        }

        if (candidate.Number == 0 || candidate.Kind is not (PdfObjectKind.Page or PdfObjectKind.Pages or PdfObjectKind.Catalog))
        {
            return;
        }

        if (objects.Count >= limits.PdfTrackedObjects || nodes.Count + catalogs.Count >= limits.PdfTrackedObjects)
        {
            Overflowed = true;
            return;
        }

        objects[candidate.Number] = (candidate.Kind, Store(candidate));
    }

    /// <summary>The page tree's root that a catalog names.</summary>
    public PdfReference PagesOf(int catalog) =>
        objects.TryGetValue(catalog, out var entry) && entry.Kind == PdfObjectKind.Catalog ? catalogs[entry.Slot] : default;

    /// <summary>True when the number is that of a page, node or catalog.</summary>
    public bool Knows(int number) => objects.ContainsKey(number);

    /// <summary>Puts a node's kids into <paramref name="waiting"/>, which is not let grow beyond <paramref name="waitingMax"/>.</summary>
    public void AddKids(int number, Queue<int> waiting, int waitingMax)
    {
        if (!objects.TryGetValue(number, out var entry) || entry.Kind != PdfObjectKind.Pages)
        {
            return;
        }

        var node = nodes[entry.Slot];
        for (var i = 0; i < node.KidsLength && waiting.Count < waitingMax; i++)
        {
            waiting.Enqueue(kids[node.KidsStart + i]);
        }
    }

    /// <summary>Counts the pages below <paramref name="root"/>. Iterative; each node is entered once at most. <paramref name="onPage"/> is shown each page's number.</summary>
    public PdfTreeWalk Walk(int root, Action<int>? onPage = null)
    {
        if (!objects.TryGetValue(root, out var entry) || entry.Kind != PdfObjectKind.Pages)
        {
            return new PdfTreeWalk(0, 1, IsTree: true, null, null);
        }

        int leaves = 0, unresolved = 0, firstMedia = 0;
        var visited = new HashSet<int> { root };
        var path = new Stack<(PdfPageNode Node, int Next, int Media)>();
        path.Push((nodes[entry.Slot], 0, nodes[entry.Slot].Media));
        while (path.TryPop(out var level))
        {
            if (level.Next == 0 && level.Node.KidsIncomplete)
            {
                unresolved++;
            }

            if (level.Next >= level.Node.KidsLength)
            {
                continue;
            }

            path.Push(level with { Next = level.Next + 1 });
            var kid = kids[level.Node.KidsStart + level.Next];
            if (!objects.TryGetValue(kid, out var found) || found.Kind == PdfObjectKind.Catalog)
            {
                unresolved++;
            }
            else if (found.Kind == PdfObjectKind.Page)
            {
                firstMedia = leaves++ == 0 ? Inherit(found.Slot, level.Media) : firstMedia;
                onPage?.Invoke(kid);
            }
            else if (!visited.Add(kid))
            {
                return new PdfTreeWalk(leaves, unresolved, IsTree: false, nodes[entry.Slot].Count, MediaAt(firstMedia));
            }
            else
            {
                path.Push((nodes[found.Slot], 0, Inherit(nodes[found.Slot].Media, level.Media)));
            }
        }

        return new PdfTreeWalk(leaves, unresolved, IsTree: true, nodes[entry.Slot].Count, MediaAt(firstMedia));
    }

    private static int Inherit(int own, int inherited) => own == 0 ? inherited : own;

    private MediaSize? MediaAt(int slot) => slot == 0 ? null : media[slot];

    private int Store(PdfObject candidate)
    {
        switch (candidate.Kind)
        {
            case PdfObjectKind.Page:
                KnownPages++;
                return MediaSlot(candidate.MediaBox);
            case PdfObjectKind.Catalog:
                LastCatalog = candidate.Number;
                catalogs.Add(candidate.PagesRoot);
                return catalogs.Count - 1;
            default:
                nodes.Add(StoreNode(candidate));
                return nodes.Count - 1;
        }
    }

    private PdfPageNode StoreNode(PdfObject candidate)
    {
        var room = Math.Min(candidate.Kids.Count, limits.PdfKids - kids.Count);
        Overflowed |= room < candidate.Kids.Count;
        var start = kids.Count;
        for (var i = 0; i < room; i++)
        {
            kids.Add(candidate.Kids[i].Number);
        }

        var incomplete = candidate.KidsIncomplete || room < candidate.Kids.Count;
        return new PdfPageNode(start, room, incomplete, candidate.Count, MediaSlot(candidate.MediaBox));
    }

    private int MediaSlot(MediaSize? size)
    {
        if (size is not { } box)
        {
            return 0;
        }

        var slot = media.IndexOf(box, 1);
        if (slot < 0 && media.Count < MediaMax)
        {
            media.Add(box);
            slot = media.Count - 1;
        }

        return Math.Max(slot, 0);
    }
}
