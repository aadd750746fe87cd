using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Accounting;

namespace Platen.Grains.Accounting;

/// <inheritdoc cref="ICreditGrain"/>
[StatelessWorker]
internal sealed class CreditGrain(IRecordStore store, ICreditRecords records) : Grain, ICreditGrain
{
    private TenantId Tenant => GrainKeys.ParseTenant(this.GetPrimaryKeyString());

    public async Task<CreditView?> FindAsync(UserId user, Actor actor, CancellationToken cancellationToken) =>
        await store.FindTenantAsync(Tenant, cancellationToken) is { Credit.Enabled: true } tenant ? await FindAsync(tenant, user, actor, cancellationToken) : null;

    public async Task<ResultPage<CreditEntry>?> ListAsync(UserId user, CreditFilter filter, PageRequest page, Actor actor, CancellationToken cancellationToken)
    {
        if (await store.FindTenantAsync(Tenant, cancellationToken) is not { Credit.Enabled: true } tenant || await FindAsync(tenant, user, actor, cancellationToken) is null)
        {
            return null;
        }

        var search = filter.Search.Length > CreditRules.SearchMax ? filter.Search[..CreditRules.SearchMax] : filter.Search;
        var narrowed = filter with { Search = search, WithTitles = IsOwn(actor, user) };
        return await records.ListAsync(Tenant, user, tenant.Currency, narrowed, page with { Limit = Math.Clamp(page.Limit, 1, ICreditRecords.UsersMax) }, cancellationToken);
    }

    public async Task<ImmutableArray<CreditView>> BalancesAsync(ImmutableArray<UserId> users, Actor actor, CancellationToken cancellationToken)
    {
        if (users.IsEmpty || !Rights.Has(actor, Right.RechargeCredit) || await store.FindTenantAsync(Tenant, cancellationToken) is not { Credit.Enabled: true } tenant)
        {
            return [];
        }

        var rows = await Task.WhenAll(users.Distinct().Take(ICreditRecords.UsersMax).Select(user => store.FindUserAsync(Tenant, user, cancellationToken)));
        var seen = rows.OfType<User>().Where(user => Rights.HasOver(actor, Right.RechargeCredit, user)).ToList();
        var heads = (await records.HeadsAsync(Tenant, tenant.Currency, [.. seen.Select(user => user.Id)], cancellationToken)).ToDictionary(head => head.User);
        return [.. seen.Select(user => View(tenant, user, heads.GetValueOrDefault(user.Id))).OfType<CreditView>()];
    }

    private static bool IsOwn(Actor actor, UserId user) => Rights.Is(actor, user) && Rights.Has(actor, Right.OwnLedger);

    private async Task<CreditView?> FindAsync(Tenant tenant, UserId user, Actor actor, CancellationToken cancellationToken) =>
        await store.FindUserAsync(Tenant, user, cancellationToken) is { } row && (IsOwn(actor, user) || Rights.HasOver(actor, Right.RechargeCredit, row))
            ? View(tenant, row, await records.HeadAsync(Tenant, user, tenant.Currency, cancellationToken))
            : null;

    // who left the groups with accounts keeps what was booked
    private static CreditView? View(Tenant tenant, User user, CreditHead? head)
    {
        var isOpen = tenant.Credit.Includes(user);
        return !isOpen && head is null or { Position: 0 }
            ? null
            : new CreditView { User = user.Id, BalanceE4 = head?.BalanceE4 ?? 0, Currency = tenant.Currency, Since = head?.Since ?? tenant.Credit.Since ?? DateTimeOffset.UnixEpoch, IsOpen = isOpen };
    }
}
