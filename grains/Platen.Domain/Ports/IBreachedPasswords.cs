namespace Platen.Domain.Ports;

/// <summary>Passwords that were stolen elsewhere and are known to whoever guesses (ASVS 6.2.12). Asked at each new password.</summary>
public interface IBreachedPasswords
{
    /// <summary>Whether the password is among them; false too where no list is set up.</summary>
    Task<bool> HasAsync(string password, CancellationToken cancellationToken);
}
