using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Gateway.Api.Shared;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Accounting;

namespace Platen.Gateway.Api.Users;

/// <summary>The balances of a page of users, as far as they are the caller's to see.</summary>
internal sealed class CreditOf(ImmutableArray<CreditView> views)
{
    public static readonly CreditOf Nobody = new([]);

    private readonly Dictionary<UserId, long> _balances = views.ToDictionary(view => view.User, view => view.BalanceE4);

    /// <summary>Whether there are credit accounts, and the caller may recharge any.</summary>
    public static async Task<bool> IsShownAsync(Caller caller, CancellationToken cancellationToken) =>
        Rights.Has(caller.Actor, Right.RechargeCredit) && await caller.Grains.Tenant(caller.Tenant).GetAsync(cancellationToken) is { Credit.Enabled: true };

    public static async Task<CreditOf> LoadAsync(Caller caller, ResultPage<User> page, CancellationToken cancellationToken) =>
        await IsShownAsync(caller, cancellationToken) ? new(await caller.Grains.Credit(caller.Tenant).BalancesAsync([.. page.Items.Select(user => user.Id)], caller.Actor, cancellationToken)) : Nobody;

    /// <summary>A user's balance as a decimal string; null: none is shown.</summary>
    public string? Balance(User user) => _balances.TryGetValue(user.Id, out var balance) ? Money.Format(balance) : null;

    /// <summary>A user with the balance; empty: none.</summary>
    internal sealed record Row(User User, string Balance);
}
