using System.Collections.Immutable;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;
using Platen.Store.Connections;

namespace Platen.Store.Audit;

/// <summary>Signs the heads of chains that have grown, each after what it has gained was checked: nothing that was manipulated is ever signed.</summary>
internal sealed class AuditSealing(StoreDatabase database, AuditChainReader reader, AuditCheckpoints checkpoints, AuditVerifier verifier)
{
    public async Task<ImmutableArray<AuditBreak>> SealAsync(TenantId tenant, ImmutableArray<WitnessedHead> witnesses, CancellationToken cancellationToken)
    {
        var heads = await reader.HeadsAsync(tenant, cancellationToken);
        var newest = (await checkpoints.NewestAsync(tenant, int.MaxValue, cancellationToken)).ToDictionary(checkpoint => checkpoint.Chain, StringComparer.Ordinal);
        var pins = AuditVerifier.PinsOf(tenant, witnesses);
        List<AuditBreak> breaks = [];
        foreach (var head in heads)
        {
            var known = newest.GetValueOrDefault(head.Chain);
            var isSealed = known is not null && known.Position == head.Position && head.Last == head.Position && head.Hash is { } hash && known.Hash.AsSpan().SequenceEqual(hash) && checkpoints.IsGenuine(known);
            var contradicted = await verifier.CompareAsync([.. pins[head.Chain]], cancellationToken);
            breaks.AddRange(contradicted);
            if (!isSealed && contradicted.IsEmpty)
            {
                breaks.AddRange(await SealChainAsync(tenant, head, known, cancellationToken));
            }
        }

        foreach (var gone in pins.Where(chain => heads.TrueForAll(head => head.Chain != chain.Key)))
        {
            breaks.AddRange(await verifier.CompareAsync([.. gone], cancellationToken));
        }

        return [.. breaks.Take(AuditVerdict.BreaksMax)];
    }

    private async Task<IReadOnlyCollection<AuditBreak>> SealChainAsync(TenantId tenant, ChainHead head, AuditCheckpoint? newest, CancellationToken cancellationToken)
    {
        var trusted = newest is not null && checkpoints.IsGenuine(newest) ? newest : await checkpoints.LastGenuineAsync(tenant, head.Chain, cancellationToken);
        if (trusted is not null && trusted.Position > head.Through)
        {
            return await verifier.CompareAsync([new AuditPin(trusted)], cancellationToken);
        }

        var start = trusted is null ? AuditChainStart.Own : new AuditChainStart(trusted.Position, [.. trusted.Hash]);
        var check = new AuditChainCheck(tenant, head.Chain, start, cut: null);
        await reader.ReadAsync(check, tenant, head, static (_, _) => { }, cancellationToken);
        var breaks = check.Finish(head).ToList();
        if (breaks.Count == 0 && check.Position > 0)
        {
            await database.RunAsync(
                database.Writer, connection => checkpoints.SignAsync(connection, tenant, head.Chain, AuditCheckpointKind.Head, check.Position, check.Hash, cancellationToken), cancellationToken);
        }

        return breaks;
    }
}
