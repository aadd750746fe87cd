namespace Platen.Domain.Ports;

/// <summary>The passwords that people choose most, which whoever guesses tries first (ASVS 6.2.4). Asked at each new password.</summary>
public interface ICommonPasswords
{
    /// <summary>Whether the password is among them, without regard to case; false too where there is no list.</summary>
    /// <param name="password">In Unicode's form NFKC; a longer one than <see cref="Users.PasswordPolicy.LengthMax"/> is on no list.</param>
    bool Has(string password);
}
