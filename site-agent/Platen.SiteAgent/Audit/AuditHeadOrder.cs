using Platen.Domain.Audit;

namespace Platen.SiteAgent.Audit;

/// <summary>Compares a signed head with those that are kept of its chain. A chain only grows; the same entry has one hash.</summary>
internal static class AuditHeadOrder
{
    public static AuditHeadVerdict Of(IReadOnlyList<AuditCheckpoint> known, AuditCheckpoint head)
    {
        if (known.FirstOrDefault(old => old.Kind == head.Kind && old.Position == head.Position && old.At == head.At && Same(old, head)) is not null)
        {
            return AuditHeadVerdict.Nothing;
        }

        // a signed acceptance ends what was before it; of two of them the later one counts
        if (head.Kind == AuditCheckpointKind.Restored && known.All(old => old.At < head.At))
        {
            return AuditHeadVerdict.Restored;
        }

        if (known.Any(old => old.Position == head.Position && !Same(old, head)))
        {
            return AuditHeadVerdict.Contradicts;
        }

        var farthest = known.Count == 0 ? null : known.MaxBy(old => old.Position);
        if (farthest is null || head.Position > farthest.Position)
        {
            return AuditHeadVerdict.Newer;
        }

        // shorter and later: the chain was cut. Shorter and earlier: another server's word that comes late
        return head.Kind == AuditCheckpointKind.Head && head.Position < farthest.Position && head.At > farthest.At ? AuditHeadVerdict.Contradicts : AuditHeadVerdict.Nothing;
    }

    private static bool Same(AuditCheckpoint one, AuditCheckpoint other) => one.Hash.AsSpan().SequenceEqual(other.Hash.AsSpan());
}
