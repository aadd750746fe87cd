using System.Collections.Immutable;
using Platen.Domain.Accounting;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Ports;

/// <summary>Credit accounts, to read. They are written by <see cref="IRecordStore.CommitAsync"/>: recharges and corrections as <see cref="CreditBooked"/>, debits with the ledger's entries.</summary>
public interface ICreditRecords
{
    /// <summary>Most users whose balances are read at once.</summary>
    const int UsersMax = 500;

    /// <summary>Where a user's credit stands; position and balance 0 when there is no entry.</summary>
    Task<CreditHead> HeadAsync(TenantId tenant, UserId user, string currency, CancellationToken cancellationToken);

    /// <summary>Where the credit of several users stands, without those who have no entry; <see cref="UsersMax"/> at most.</summary>
    Task<ImmutableArray<CreditHead>> HeadsAsync(TenantId tenant, string currency, IReadOnlyCollection<UserId> users, CancellationToken cancellationToken);

    /// <summary>The entry that a user's caller booked with this key, or null.</summary>
    Task<CreditEntry?> FindByKeyAsync(TenantId tenant, UserId user, string key, CancellationToken cancellationToken);

    /// <summary>A user's entries in one currency, in the order of booking.</summary>
    Task<ResultPage<CreditEntry>> ListAsync(TenantId tenant, UserId user, string currency, CreditFilter filter, PageRequest page, CancellationToken cancellationToken);
}
