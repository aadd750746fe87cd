namespace Platen.Rpc.Tls;

/// <summary>A certificate of the customer's own for TLS listeners (EN02, NW02), as it is named in a program's settings.</summary>
/// <param name="Section">The settings' section, for messages.</param>
/// <param name="CertificateFile">PEM (the certificate, then those of its issuers, and perhaps the key) or PFX (PKCS#12); empty: none is used.</param>
/// <param name="CertificateKeyFile">PEM with the private key, when it is in a file of its own; empty: it is in <paramref name="CertificateFile"/>.</param>
/// <param name="CertificatePasswordFile">A file whose first line is the password of the PFX or of the encrypted key; empty: there is none.</param>
public sealed record CertificateFileOptions(string Section, string CertificateFile, string CertificateKeyFile, string CertificatePasswordFile)
{
    /// <summary>Whether a certificate is given.</summary>
    public bool IsGiven => CertificateFile.Length > 0;
}
