using System.Collections.Immutable;

namespace Platen.Domain.Accounting;

/// <summary>What recharges and corrections must be like.</summary>
public static class CreditRules
{
    /// <summary>One unit of a currency in ten-thousandths.</summary>
    public const long UnitE4 = 10_000;

    /// <summary>The most that a tenant can allow one booking to move, in ten-thousandths: a million units.</summary>
    public const long AmountMaxE4 = 1_000_000 * UnitE4;

    /// <summary>Balances stay within this, up and down, by bookings of people: a thousand million units.</summary>
    public const long BalanceMaxE4 = 1_000_000_000 * UnitE4;

    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonMax = 300;

    /// <summary>Longest key of a booking, in characters.</summary>
    public const int KeyMax = 128;

    /// <summary>Longest text that a statement is searched for.</summary>
    public const int SearchMax = 200;

    /// <summary>All that is wrong with a booking; empty: nothing.</summary>
    public static ImmutableArray<string> Check(CreditEntryKind kind, long amountE4, string reason, string key, CreditPolicy policy)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (kind is not (CreditEntryKind.Recharge or CreditEntryKind.Correction))
        {
            errors.Add("The kind is missing; give recharge or correction.");
        }

        CheckAmount(errors, kind, amountE4, policy);
        RuleText.Text(errors, "The reason", reason, ReasonMax);
        if (kind == CreditEntryKind.Correction && string.IsNullOrWhiteSpace(reason))
        {
            errors.Add("The reason is missing: a correction says why.");
        }

        if (key.Length is 0 or > KeyMax || !key.All(char.IsAscii) || key.Any(character => char.IsControl(character) || character == ' '))
        {
            errors.Add($"The idempotency key is missing or not allowed; give 1 to {KeyMax} visible ASCII characters, new ones for each booking and the same ones when you repeat it.");
        }

        return errors.ToImmutable();
    }

    /// <summary>What is wrong with a tenant's settings of credit accounts.</summary>
    public static void Check(ImmutableArray<string>.Builder errors, CreditPolicy policy)
    {
        if (policy.Groups.Length > CreditPolicy.GroupsMax)
        {
            errors.Add($"The groups with credit accounts are {policy.Groups.Length}; {CreditPolicy.GroupsMax} at most are allowed. Make a group of groups.");
        }

        if (policy.AmountMaxE4 is < 1 or > AmountMaxE4)
        {
            errors.Add($"The most that one booking may move is {Money.Format(policy.AmountMaxE4)}; more than 0 and up to {Money.Format(AmountMaxE4)} is allowed.");
        }
    }

    private static void CheckAmount(ImmutableArray<string>.Builder errors, CreditEntryKind kind, long amountE4, CreditPolicy policy)
    {
        if (amountE4 == 0)
        {
            errors.Add("The amount is missing or zero; give one such as 10.00.");
        }
        else if (kind == CreditEntryKind.Recharge && amountE4 < 0)
        {
            errors.Add("The amount of a recharge is more than zero; to take something back, make a correction.");
        }
        else if (Math.Abs(amountE4) > policy.AmountMaxE4)
        {
            errors.Add($"The amount is more than {Money.Format(policy.AmountMaxE4)}, the most that one booking may move here; ask who may change the company's settings, or divide it.");
        }
    }
}
