using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Sites;

namespace Platen.Grains.Audit;

/// <summary>The signed heads that agents say they keep. In memory: an agent tells them again within minutes. Not thread-safe.</summary>
internal sealed class AuditWitnesses
{
    /// <summary>Agents that are remembered.</summary>
    private const int WitnessesMax = 20_000;

    /// <summary>How many neighbouring sites' chains an agent keeps beside its own site's, so that a chain has witnesses that its own site does not have in hand.</summary>
    private const int NeighboursCount = 2;

    private readonly Dictionary<string, ImmutableArray<AuditCheckpoint>> _kept = new(StringComparer.Ordinal);

    /// <summary>Agents that have told.</summary>
    public int Count => _kept.Count;

    /// <summary>All heads, each once.</summary>
    public ImmutableArray<WitnessedHead> All() =>
        [.. _kept.SelectMany(witness => witness.Value.Select(head => new WitnessedHead(witness.Key, head))).DistinctBy(told => (told.Head.Chain, told.Head.Position, told.Head.Signature.Length, Convert.ToHexString(told.Head.Hash.AsSpan())))];

    /// <summary>The farthest head of each chain.</summary>
    public ImmutableArray<WitnessedHead> Farthest() => [.. All().GroupBy(told => told.Head.Chain, StringComparer.Ordinal).Select(chain => chain.MaxBy(told => told.Head.Position)!)];

    /// <summary>Takes what an agent says; the heads that nobody had told before.</summary>
    public ImmutableArray<WitnessedHead> Take(string witness, ImmutableArray<AuditCheckpoint> heads)
    {
        if (_kept.Count >= WitnessesMax && !_kept.ContainsKey(witness))
        {
            return [];
        }

        var before = _kept.GetValueOrDefault(witness, []);
        _kept[witness] = heads;
        return [.. heads.Where(head => !before.Any(known => known.Chain == head.Chain && known.Position == head.Position && known.Hash.AsSpan().SequenceEqual(head.Hash.AsSpan()))).Select(head => new WitnessedHead(witness, head))];
    }

    /// <summary>Which of the newest heads an agent of a site should keep.</summary>
    public static ImmutableArray<AuditCheckpoint> For(SiteId site, string console, IReadOnlyCollection<AuditCheckpoint> newest)
    {
        var sites = newest.Where(head => head.Chain != console).OrderBy(head => head.Chain, StringComparer.Ordinal).ToList();
        var own = sites.FindIndex(head => string.CompareOrdinal(head.Chain, site.Value) >= 0);
        var ring = Enumerable.Range(Math.Max(0, own), Math.Min(sites.Count, NeighboursCount + 1)).Select(place => sites[place % sites.Count]);
        return [.. newest.Where(head => head.Chain == console).Concat(ring)];
    }
}
