namespace Platen.Desktop.Sessions;

/// <summary>How a login's bytes are made unreadable for others before they are written.</summary>
internal interface ISecretSeal
{
    /// <summary>Seals.</summary>
    byte[] Seal(byte[] plain);

    /// <summary>Opens.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">They are not this user's, or were changed.</exception>
    byte[] Open(byte[] sealedBytes);
}
