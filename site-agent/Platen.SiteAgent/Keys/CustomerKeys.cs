using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Keys;

/// <summary>The certificate under which keys are written to disk, and the one before it, under which they may still be found. Neither: keys lie in clear, in files that only the agent's user can read.</summary>
/// <param name="Current">Null: keys are written in clear.</param>
/// <param name="Previous">Null: there is none.</param>
internal sealed record CustomerKeys(CustomerKey? Current, CustomerKey? Previous) : IDisposable
{
    public static readonly CustomerKeys None = new(null, null);

    /// <summary>Reads those that the settings name.</summary>
    /// <exception cref="InvalidDataException">One cannot be used.</exception>
    public static CustomerKeys Read(SpoolOptions options) => new(
        options.KeyCertificateFile.Length == 0
            ? null
            : CustomerKey.Read($"{SpoolOptions.Section}:{nameof(options.KeyCertificateFile)}", options.KeyCertificateFile, options.KeyCertificateKeyFile, options.KeyCertificatePasswordFile),
        options.PreviousKeyCertificateFile.Length == 0
            ? null
            : CustomerKey.Read($"{SpoolOptions.Section}:{nameof(options.PreviousKeyCertificateFile)}", options.PreviousKeyCertificateFile, "", options.KeyCertificatePasswordFile));

    /// <summary>The certificate of that thumbprint; null: it is not here.</summary>
    public CustomerKey? Find(string thumbprint) => Current?.Thumbprint == thumbprint ? Current : Previous?.Thumbprint == thumbprint ? Previous : null;

    /// <summary>What to do about keys that were wrapped by a certificate which is not here.</summary>
    public static string Missing(string thumbprint) =>
        $"it is wrapped by the certificate with the SHA-256 {thumbprint}: name that one in {SpoolOptions.Section}:{nameof(SpoolOptions.KeyCertificateFile)}, or, where another one takes its place, in {SpoolOptions.Section}:{nameof(SpoolOptions.PreviousKeyCertificateFile)}";

    public void Dispose()
    {
        Current?.Dispose();
        Previous?.Dispose();
    }
}
