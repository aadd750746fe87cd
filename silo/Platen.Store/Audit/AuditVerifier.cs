using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;

namespace Platen.Store.Audit;

/// <summary>Recomputes a tenant's audit chains from their rows, and holds them against what was signed (I7); streaming, with memory that does not grow with the log.</summary>
internal sealed class AuditVerifier(AuditChainReader reader, AuditCheckpoints checkpoints, AuditComparison comparison, TimeProvider time)
{
    /// <summary>Checks everything.</summary>
    public async Task<AuditVerdict> VerifyAsync(TenantId tenant, ImmutableArray<WitnessedHead> witnesses, IProgress<AuditProgress>? progress, CancellationToken cancellationToken)
    {
        var heads = await reader.HeadsAsync(tenant, cancellationToken);
        var pins = PinsOf(tenant, witnesses);
        var total = heads.Sum(head => head.Last);
        var (entries, signed) = (0L, 0L);
        List<AuditBreak> breaks = [];
        foreach (var head in heads)
        {
            void Read(int rows, int pinned)
            {
                (entries, signed) = (entries + rows, signed + pinned);
                progress?.Report(new AuditProgress(head.Chain, entries, Math.Max(total, entries)));
            }

            breaks.AddRange(await VerifyChainAsync(tenant, head, [.. pins[head.Chain]], Read, cancellationToken));
        }

        foreach (var chain in pins.Where(chain => heads.TrueForAll(head => head.Chain != chain.Key)))
        {
            breaks.AddRange(await CompareAsync([.. chain], cancellationToken));
        }

        return new AuditVerdict
        {
            At = time.GetUtcNow(), Chains = heads.Count, Entries = entries, Checkpoints = signed, Heads = witnesses.Length, Witnesses = witnesses.Select(w => w.Witness).Distinct().Count(),
            Breaks = [.. breaks.Take(AuditVerdict.BreaksMax)],
        };
    }

    /// <summary>Holds heads against the record; of a chain that is cut off, the farthest one says it.</summary>
    public async Task<ImmutableArray<AuditBreak>> CompareAsync(IReadOnlyCollection<AuditPin> pins, CancellationToken cancellationToken)
    {
        List<AuditBreak> found = [];
        foreach (var pin in pins.OrderByDescending(pin => pin.Position))
        {
            if (await comparison.FindAsync(pin, cancellationToken) is { } fault && !found.Exists(other => other.Chain == fault.Chain && other.Position == fault.Position && other.Kind == fault.Kind))
            {
                found.Add(fault);
            }
        }

        return [.. found];
    }

    /// <summary>Heads of agents as pins, by chain. Whoever gave them has seen that they are signed.</summary>
    public static ILookup<string, AuditPin> PinsOf(TenantId tenant, ImmutableArray<WitnessedHead> witnesses) =>
        witnesses.Where(witness => witness.Head.Tenant == tenant).Select(witness => new AuditPin(witness.Head, witness.Witness)).OrderBy(pin => pin.Position).ToLookup(pin => pin.Checkpoint.Chain, StringComparer.Ordinal);

    private async Task<IEnumerable<AuditBreak>> VerifyChainAsync(TenantId tenant, ChainHead head, List<AuditPin> pins, Action<int, int> read, CancellationToken cancellationToken)
    {
        var cut = await checkpoints.LastAsync(tenant, head.Chain, AuditCheckpointKind.Cut, cancellationToken);
        var check = new AuditChainCheck(tenant, head.Chain, AuditChainStart.Own, cut);
        await reader.ReadAsync(check, tenant, head, read, cancellationToken);
        var breaks = check.Finish(head).ToList();

        // the record's own checkpoints beyond its end, unless the chain has grown meanwhile, and what agents keep
        var beyond = (await checkpoints.BetweenAsync(tenant, head.Chain, head.Last, long.MaxValue, cancellationToken)).Where(checkpoints.IsGenuine).Select(checkpoint => new AuditPin(checkpoint));
        var told = await CompareAsync([.. pins, .. beyond], cancellationToken);
        breaks.AddRange(told.Where(fault => fault.Kind is AuditBreakKind.RolledBack or AuditBreakKind.CheckpointMissing || !breaks.Exists(other => Covers(other, fault))));
        return breaks;
    }

    // A rewritten or missing entry that the chain itself shows needs no second word about the same place.
    private static bool Covers(AuditBreak known, AuditBreak fault) => known.Position == fault.Position || (known.Kind == AuditBreakKind.Rewritten && fault.Kind == AuditBreakKind.Rewritten);
}
