using System.Collections.Immutable;

namespace Platen.Domain;

/// <summary>Checks that several records share. Each names the value that is wrong and what is expected.</summary>
internal static class RuleText
{
    /// <summary>Longest name for people, in characters.</summary>
    public const int NameMax = 200;

    /// <summary>A name for people: not blank, not too long, printable.</summary>
    public static void Name(ImmutableArray<string>.Builder errors, string what, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            errors.Add($"{what} is empty; give a name of 1 to {NameMax} characters.");
        }

        Text(errors, what, value, NameMax);
    }

    /// <summary>A text that may be empty.</summary>
    public static void Text(ImmutableArray<string>.Builder errors, string what, string value, int lengthMax)
    {
        if (value.Length > lengthMax)
        {
            errors.Add($"{what} has {value.Length} characters; {lengthMax} at most are allowed.");
        }

        if (value.Any(char.IsControl))
        {
            errors.Add($"{what} has control characters; leave them out.");
        }
    }

    /// <summary>A duration within bounds.</summary>
    public static void Duration(ImmutableArray<string>.Builder errors, string what, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
        {
            errors.Add($"{what} is {value}; {min} to {max} is allowed.");
        }
    }

    /// <summary>A number within bounds.</summary>
    public static void Range(ImmutableArray<string>.Builder errors, string what, long value, long min, long max)
    {
        if (value < min || value > max)
        {
            errors.Add($"{what} is {value}; {min} to {max} is allowed.");
        }
    }
}
