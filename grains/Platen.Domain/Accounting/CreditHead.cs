using Platen.Domain.Users;

namespace Platen.Domain.Accounting;

/// <summary>Where a user's credit stands.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Position">The number of the last entry; 0: there is none.</param>
/// <param name="BalanceE4">The balance in ten-thousandths of the currency unit.</param>
/// <param name="Since">When the first entry was booked; null: there is none.</param>
public sealed record CreditHead(UserId User, string Currency, long Position, long BalanceE4, DateTimeOffset? Since);
