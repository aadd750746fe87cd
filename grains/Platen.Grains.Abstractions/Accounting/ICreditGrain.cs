using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Ports;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Accounting;

/// <summary>
/// Credit accounts, to read (AC02): one's own, and those over which the actor holds <see cref="Domain.Roles.Right.RechargeCredit"/>. While credit accounts are off, nobody has one. They are written by
/// <see cref="Users.IUserGrain.BookCreditAsync"/>. Stateless. Key: <see cref="GrainKeys.Tenant"/>.
/// </summary>
[Alias("platen.accounting.credit-grain")]
public interface ICreditGrain : IGrainWithStringKey
{
    /// <summary>A user's account; null: the user has none, or it is not for the actor to see.</summary>
    [Alias("find")]
    [AnySilo]
    Task<CreditView?> FindAsync(UserId user, Actor actor, CancellationToken cancellationToken);

    /// <summary>A user's statement in the company's currency, in the order of booking; null as for <see cref="FindAsync"/>. What was printed has its name for its owner only.</summary>
    [Alias("list-entries")]
    [AnySilo]
    Task<ResultPage<CreditEntry>?> ListAsync(UserId user, CreditFilter filter, PageRequest page, Actor actor, CancellationToken cancellationToken);

    /// <summary>The accounts of several users, <see cref="ICreditRecords.UsersMax"/> at most; those who have none, or whose account is not for the actor to see, are left out.</summary>
    [Alias("list-balances")]
    [AnySilo]
    Task<ImmutableArray<CreditView>> BalancesAsync(ImmutableArray<UserId> users, Actor actor, CancellationToken cancellationToken);
}
