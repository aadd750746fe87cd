using Orleans.Concurrency;
using Platen.Domain.Ports;
using Platen.Domain.Replication;
using Platen.Domain.Tenants;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Queries;

namespace Platen.Grains.Queries;

/// <inheritdoc cref="IWaitGrain"/>
[StatelessWorker]
internal sealed class WaitGrain(IRecordStore store, FeedWait wait, TimeProvider time) : Grain, IWaitGrain
{
    private const int ItemsMax = 500;

    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public Task<long> CursorAsync(CancellationToken cancellationToken) => store.FeedCursorAsync(Tenant, cancellationToken);

    public async Task<FeedPage> WaitForChangeAsync(long afterCursor, TimeSpan waitMax, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + FeedWait.Bounded(waitMax);
        while (true)
        {
            var page = await store.ReadFeedAsync(Tenant, site: null, afterCursor, ItemsMax, cancellationToken);
            if (page.Items.Length > 0 || page.TooOld || !await wait.UntilAsync(Tenant, afterCursor, until, cancellationToken))
            {
                return page;
            }
        }
    }
}
