using Platen.Console.Shared;
using Platen.Domain.Accounting;
using Platen.Grains.Abstractions.Accounting;

namespace Platen.Console.Pages.Users;

/// <summary>What several users are recharged by. The key is the form's: each user's recharge is booked once with it, however often a step is sent.</summary>
/// <param name="AmountE4">By how much, in ten-thousandths of the currency unit.</param>
/// <param name="Reason">Why; may be empty.</param>
/// <param name="Key">The form's key.</param>
public sealed record BulkRecharge(long AmountE4, string Reason, string Key)
{
    /// <summary>The word for it among the changes of several users.</summary>
    public const string Action = "recharge";

    /// <summary>Reads what a form has sent; what is wrong with it is then in the form.</summary>
    internal static BulkRecharge Posted(FormState form)
    {
        var recharge = new BulkRecharge(form.Amount("amount"), form.Text("reason"), form.Text("key"));
        if (recharge.AmountE4 <= 0 && !form.HasErrors)
        {
            form.General.Add("The amount of a recharge is more than zero; give one such as 10.00.");
        }

        return recharge;
    }

    /// <summary>One user's recharge.</summary>
    public BookCredit ToCommand() => new() { Kind = CreditEntryKind.Recharge, AmountE4 = AmountE4, Reason = Reason, Key = Key };
}
