using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Grains.Tests.Support;

/// <summary>Credit accounts in memory: recharges and corrections. Debits are the database's, and tried there.</summary>
internal sealed class MemoryCredit(MemoryRecords records) : ICreditRecords
{
    public Task<CreditHead> HeadAsync(TenantId tenant, UserId user, string currency, CancellationToken cancellationToken) => Task.FromResult(Head(user, currency) ?? new CreditHead(user, currency, 0, 0, null));

    public Task<ImmutableArray<CreditHead>> HeadsAsync(TenantId tenant, string currency, IReadOnlyCollection<UserId> users, CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<CreditHead>>([.. users.Select(user => Head(user, currency)).OfType<CreditHead>()]);

    public Task<CreditEntry?> FindByKeyAsync(TenantId tenant, UserId user, string key, CancellationToken cancellationToken) =>
        Task.FromResult(records.Credit.FirstOrDefault(entry => entry.User == user && entry.Key == key));

    public Task<ResultPage<CreditEntry>> ListAsync(TenantId tenant, UserId user, string currency, CreditFilter filter, PageRequest page, CancellationToken cancellationToken) =>
        Task.FromResult(new ResultPage<CreditEntry>([.. Of(user, currency).Reverse().Take(page.Limit)], ""));

    private IEnumerable<CreditEntry> Of(UserId user, string currency) => records.Credit.Where(entry => entry.User == user && entry.Currency == currency).OrderBy(entry => entry.Position);

    private CreditHead? Head(UserId user, string currency) => Of(user, currency).LastOrDefault() is { } last ? new CreditHead(user, currency, last.Position, last.BalanceE4, Of(user, currency).First().At) : null;
}
