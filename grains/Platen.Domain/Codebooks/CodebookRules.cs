using System.Collections.Immutable;

namespace Platen.Domain.Codebooks;

/// <summary>What codebooks and codes must be. Messages name the field, what is wrong and how to mend it.</summary>
public static class CodebookRules
{
    /// <summary>Most codebooks of a tenant, those that are given up too.</summary>
    public const int CodebooksMax = 500;

    /// <summary>Most codes of a codebook, those that are given up too.</summary>
    public const int CodesMax = 20_000;

    /// <summary>Most codes changed by one call.</summary>
    public const int CodesAtOnce = 500;

    /// <summary>Most codebooks from a codebook up to the uppermost, both counted.</summary>
    public const int LevelsMax = 8;

    /// <summary>Most users, and most groups, that one access names.</summary>
    public const int NamedMax = 100;

    /// <summary>Most characters of a code.</summary>
    public const int ValueMax = 64;

    private const int TextMax = 200;

    /// <summary>What is wrong with a codebook by itself; empty: nothing.</summary>
    public static ImmutableArray<string> Check(Codebook codebook)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        RuleText.Name(errors, "The name", codebook.Name);
        RuleText.Text(errors, "The description", codebook.Description, TextMax);
        Check(errors, "The codebook", codebook.Access);
        return errors.ToImmutable();
    }

    /// <summary>What is wrong with a code; empty: nothing.</summary>
    public static ImmutableArray<string> Check(Code code)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (string.IsNullOrWhiteSpace(code.Value) || code.Value != code.Value.Trim())
        {
            errors.Add($"The code '{code.Value}' is empty, or begins or ends with a space; give 1 to {ValueMax} characters.");
        }

        RuleText.Text(errors, $"The code '{code.Value}'", code.Value, ValueMax);
        RuleText.Text(errors, $"The text of the code '{code.Value}'", code.Text, TextMax);
        Check(errors, $"The code '{code.Value}'", code.Access);
        return errors.ToImmutable();
    }

    private static void Check(ImmutableArray<string>.Builder errors, string what, CodeAccess? access)
    {
        if (access is { Everybody: true } && access.Users.Length + access.Groups.Length > 0)
        {
            errors.Add($"{what} is for everybody, and names some; say one of the two.");
        }

        if (access is not null && (access.Users.Length > NamedMax || access.Groups.Length > NamedMax))
        {
            errors.Add($"{what} names {access.Users.Length} users and {access.Groups.Length} groups; {NamedMax} of each at most are allowed. Make a group of them.");
        }
    }
}
