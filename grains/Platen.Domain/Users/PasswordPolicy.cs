using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.Users;

/// <summary>What a new password must be like, by the tenant's level (AU09, AU10, AU11). Each check names every error at once.</summary>
public static class PasswordPolicy
{
    /// <summary>Fewest characters of the levels standard and strict.</summary>
    public const int LengthMin = 8;

    /// <summary>Fewest characters of the level NIST: 15 for a password that is the only factor (SP 800-63B-4, 3.1.1.2).</summary>
    public const int NistLengthMin = 15;

    /// <summary>Most characters: a bound on the work of normalising.</summary>
    public const int LengthMax = 256;

    /// <summary>Most characters of the level strict (AU10).</summary>
    public const int StrictLengthMax = 64;

    /// <summary>Fewest classes of the level standard.</summary>
    public const int ClassesMin = 2;

    /// <summary>All classes there are.</summary>
    public const int ClassesMax = 4;

    /// <summary>The specials of the level strict, as the paper lists them (AU10): without blank, <c>$</c>, <c>\</c> and <c>|</c>.</summary>
    public const string StrictSpecials = "!\"#%&'()*+,-./:;<=>?@[]^_`{}~";

    /// <summary>All that is wrong with a password, each with what is expected; empty: nothing.</summary>
    /// <param name="password">The password in clear.</param>
    /// <param name="tenant">Whose level counts.</param>
    /// <param name="user">Whose password it becomes: names and address must not be in it.</param>
    public static ImmutableArray<string> Check(string password, Tenant tenant, User user)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        CheckLength(errors, password, tenant.PasswordLevel);
        switch (tenant.PasswordLevel)
        {
            case PasswordLevel.Strict:
                CheckStrict(errors, password);
                break;
            case PasswordLevel.Nist:
                CheckGuessable(errors, password, tenant, user);
                break;
            default:
                CheckClasses(errors, password, tenant.PasswordClasses);
                break;
        }

        if (errors.Count == 0 && tenant.PasswordLevel != PasswordLevel.Nist && CommonPasswords.IsListed(password, [user.LoginName, user.DisplayName, user.Email, tenant.Name]))
        {
            errors.Add("The password is a common one, or a name of yours with little beside it; choose another one.");
        }
        else if (password.Equals(user.LoginName, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add("The password is the login name; choose another one.");
        }

        return errors.ToImmutable();
    }

    /// <summary>One sentence for people who choose a password.</summary>
    public static string Describe(Tenant tenant) => tenant.PasswordLevel switch
    {
        PasswordLevel.Strict => $"{LengthMin} to {StrictLengthMax} characters: digits, upper and lower case English letters, and specials of {StrictSpecials}",
        PasswordLevel.Nist => $"At least {NistLengthMin} characters, blanks allowed: some words that nobody puts together; no common password, no name of yours",
        _ => $"At least {LengthMin} characters, of at least {tenant.PasswordClasses} of the kinds digit, upper case letter, lower case letter, other",
    };

    private static void CheckLength(ImmutableArray<string>.Builder errors, string password, PasswordLevel level)
    {
        var least = level == PasswordLevel.Nist ? NistLengthMin : LengthMin;
        var most = level == PasswordLevel.Strict ? StrictLengthMax : LengthMax;
        // a code point is one character, as NIST counts
        var characters = password.EnumerateRunes().Count();
        if (characters < least || characters > most)
        {
            errors.Add($"The password has {characters} characters; {least} to {most} are expected.");
        }
    }

    private static void CheckClasses(ImmutableArray<string>.Builder errors, string password, int least)
    {
        var classes = Convert.ToInt32(password.Any(char.IsDigit)) + Convert.ToInt32(password.Any(char.IsUpper))
            + Convert.ToInt32(password.Any(char.IsLower)) + Convert.ToInt32(password.Any(c => !char.IsDigit(c) && !char.IsUpper(c) && !char.IsLower(c)));
        if (classes < least)
        {
            errors.Add($"The password has characters of too few kinds ({classes}); at least {least} of digits, upper case letters, lower case letters and others are expected.");
        }
    }

    private static void CheckStrict(ImmutableArray<string>.Builder errors, string password)
    {
        Require(errors, password.Any(char.IsAsciiDigit), "a digit");
        Require(errors, password.Any(char.IsAsciiLetterUpper), "an upper case letter of A to Z");
        Require(errors, password.Any(char.IsAsciiLetterLower), "a lower case letter of a to z");
        Require(errors, password.Any(StrictSpecials.Contains), $"a special of {StrictSpecials}");
        if (!password.All(c => char.IsAsciiLetterOrDigit(c) || StrictSpecials.Contains(c)))
        {
            errors.Add($"The password has a character that is not allowed; digits, letters of A to Z and a to z, and {StrictSpecials} are.");
        }
    }

    private static void Require(ImmutableArray<string>.Builder errors, bool there, string what)
    {
        if (!there)
        {
            errors.Add($"The password has not {what}; one at least is expected.");
        }
    }

    private static void CheckGuessable(ImmutableArray<string>.Builder errors, string password, Tenant tenant, User user)
    {
        if (password.Length <= LengthMax && CommonPasswords.IsGuessable(password, [user.LoginName, user.DisplayName, user.Email, tenant.Name]))
        {
            errors.Add("The password is made of common passwords, names of yours, runs or repeated characters; choose some words that nobody puts together.");
        }
    }
}
