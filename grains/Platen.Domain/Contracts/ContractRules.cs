using System.Collections.Immutable;
using System.Globalization;

namespace Platen.Domain.Contracts;

/// <summary>What contracts must be. Messages name the field, what is wrong and how to mend it.</summary>
public static class ContractRules
{
    /// <summary>Most contracts of a tenant, ended and withdrawn ones too.</summary>
    public const int ContractsMax = 1_000;

    /// <summary>Most versions of a contract.</summary>
    public const int VersionsMax = 1_000;

    /// <summary>Most devices of a contract.</summary>
    public const int DevicesMax = 1_000_000;

    /// <summary>Most characters of a number.</summary>
    public const int NumberMax = 63;

    /// <summary>Most characters of a note.</summary>
    public const int NoteMax = 500;

    private static readonly DateOnly FirstDay = new(1990, 1, 1);
    private static readonly DateOnly LastDay = new(2199, 12, 31);

    // addresses below /contracts that are no contracts
    private static readonly string[] Taken = ["recipients", "reports"];

    /// <summary>What is wrong with a contract by itself; empty: nothing.</summary>
    public static ImmutableArray<string> Check(Contract contract)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (Taken.Contains(contract.Id.Value))
        {
            errors.Add($"The id '{contract.Id}' means something else; give another one.");
        }

        if (contract.Kind is not (ContractKind.Provider or ContractKind.Customer))
        {
            errors.Add("The kind of the contract is missing; give provider or customer.");
        }

        Line(errors, "The number of the contract", contract.Number, NumberMax);
        Line(errors, "The party's name", contract.Party, RuleText.NameMax);
        RuleText.Text(errors, "The note", contract.Note, NoteMax);
        Visible(errors, "The note", contract.Note);
        Dates(errors, contract);
        RuleText.Range(errors, "The number of devices", contract.Devices, 0, DevicesMax);
        return errors.ToImmutable();
    }

    /// <summary>A line that must be there: printable, without spaces around it, and without characters that hide or turn what stands beside them.</summary>
    internal static void Line(ImmutableArray<string>.Builder errors, string what, string value, int lengthMax)
    {
        if (string.IsNullOrWhiteSpace(value) || value != value.Trim())
        {
            errors.Add($"{what} is empty, or begins or ends with a space; give 1 to {lengthMax} characters.");
        }

        RuleText.Text(errors, what, value, lengthMax);
        Visible(errors, what, value);
    }

    private static void Visible(ImmutableArray<string>.Builder errors, string what, string value)
    {
        if (value.EnumerateRunes().Any(rune => rune.Value == 0xFFFD || System.Text.Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse))
        {
            errors.Add($"{what} has characters that are not seen, or are none; type it anew.");
        }
    }

    private static void Dates(ImmutableArray<string>.Builder errors, Contract contract)
    {
        if (contract.Start < FirstDay || contract.Start > LastDay)
        {
            errors.Add($"The first day is {contract.Start:yyyy-MM-dd}; {FirstDay:yyyy-MM-dd} to {LastDay:yyyy-MM-dd} is allowed.");
        }

        if (contract.End is { } end && (end < contract.Start || end > LastDay))
        {
            errors.Add($"The last day is {end:yyyy-MM-dd}; it is the first day or a later one, {LastDay:yyyy-MM-dd} at most. Leave it out for an open contract.");
        }
    }
}
