using System.Collections.Immutable;

namespace Platen.Domain.Users;

/// <summary>Password policy, level "standard" (AU09): at least 8 characters of at least 2 of the 4 classes digit, upper case, lower case, other.</summary>
public static class PasswordPolicy
{
    /// <summary>Fewest characters.</summary>
    public const int LengthMin = 8;

    /// <summary>Most characters: a bound on the work of hashing.</summary>
    public const int LengthMax = 256;

    /// <summary>Fewest classes.</summary>
    public const int ClassesMin = 2;

    /// <summary>All that is wrong with a password, each with what is expected; empty: nothing.</summary>
    /// <param name="password">The password in clear.</param>
    /// <param name="loginName">The user's login name: a password must not be that.</param>
    public static ImmutableArray<string> Check(string password, string loginName)
    {
        var errors = ImmutableArray.CreateBuilder<string>();
        if (password.Length is < LengthMin or > LengthMax)
        {
            errors.Add($"The password has {password.Length} characters; {LengthMin} to {LengthMax} are expected.");
        }

        if (Classes(password) < ClassesMin)
        {
            errors.Add($"The password has characters of one kind only; at least {ClassesMin} of digits, upper case letters, lower case letters and others are expected.");
        }

        if (password.Equals(loginName, StringComparison.OrdinalIgnoreCase))
        {
            errors.Add("The password is the login name; choose another one.");
        }

        return errors.ToImmutable();
    }

    private static int Classes(string password) =>
        Convert.ToInt32(password.Any(char.IsDigit)) + Convert.ToInt32(password.Any(char.IsUpper))
        + Convert.ToInt32(password.Any(char.IsLower)) + Convert.ToInt32(password.Any(c => !char.IsDigit(c) && !char.IsUpper(c) && !char.IsLower(c)));
}
