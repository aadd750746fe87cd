using Platen.Domain.Accounting;
using Platen.Grains.Abstractions.Accounting;

namespace Platen.Gateway.Api.Accounting;

/// <summary>A user's credit account.</summary>
/// <param name="User">Whose it is.</param>
/// <param name="Balance">Decimal string; below zero where more was printed than paid in.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Since">When its first entry was booked; without one, since when credit accounts are on.</param>
/// <param name="Open">Whether it is debited and can be recharged; false: the user has left the groups with accounts.</param>
internal sealed record CreditJson(string User, string Balance, string Currency, DateTimeOffset Since, bool Open)
{
    public static CreditJson Of(CreditView view) => new(view.User.ToString(), Money.Format(view.BalanceE4), view.Currency, view.Since, view.IsOpen);
}
