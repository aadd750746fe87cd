using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Domain.Audit;

/// <summary>
/// Checks checkpoints against the internal CA: signed by a key whose certificate comes from it, is for this use only, and was valid then. The use is RFC 5280's time stamping ("binding the hash of an object to a time"), which no
/// agent's, server's or node's certificate has. Thread-safe.
/// </summary>
public sealed class AuditSignatures(X509Certificate2 authority) : IDisposable
{
    /// <summary>Extended key usage id-kp-timeStamping (RFC 5280, 4.2.1.12).</summary>
    public const string Usage = "1.3.6.1.5.5.7.3.8";

    /// <summary>Keys that are remembered: rotation makes a new one in 60 days, on each server.</summary>
    private const int KeysMax = 256;

    private readonly ConcurrentDictionary<string, Signer?> _signers = new(StringComparer.Ordinal);

    /// <summary>Signs by a key that has such a certificate.</summary>
    public static AuditCheckpoint Sign(AuditCheckpoint checkpoint, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey() ?? throw new CryptographicException("The certificate of the audit log's checkpoints has no elliptic-curve key.");
        var signature = key.SignData(AuditCheckpointForm.Bytes(checkpoint), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return checkpoint with { Certificate = [.. certificate.RawData], Signature = [.. signature] };
    }

    /// <summary>Whether the checkpoint is what a server of this installation has signed.</summary>
    public bool IsGenuine(AuditCheckpoint checkpoint)
    {
        if (!checkpoint.IsReadable || SignerOf(checkpoint.Certificate) is not { } signer || checkpoint.At < signer.From || checkpoint.At > signer.Until)
        {
            return false;
        }

        return signer.Key.VerifyData(AuditCheckpointForm.Bytes(checkpoint), checkpoint.Signature.AsSpan(), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var signer in _signers.Values)
        {
            signer?.Key.Dispose();
        }
    }

    private Signer? SignerOf(ImmutableArray<byte> certificate)
    {
        var id = Convert.ToHexString(SHA256.HashData(certificate.AsSpan()));
        if (_signers.TryGetValue(id, out var known))
        {
            return known;
        }

        var read = Read(certificate);
        return _signers.Count < KeysMax ? _signers.GetOrAdd(id, read) : read;
    }

    private Signer? Read(ImmutableArray<byte> der)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(der.AsSpan());
            var usages = certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(extension => extension.EnhancedKeyUsages.Cast<Oid>()).ToList();
            return usages is [{ Value: Usage }] && IsIssued(certificate) && certificate.GetECDsaPublicKey() is { } key
                ? new Signer(key, new DateTimeOffset(certificate.NotBefore), new DateTimeOffset(certificate.NotAfter))
                : null;
        }
        catch (CryptographicException)
        {
            return null; // bytes that are no certificate have signed nothing
        }
    }

    private bool IsIssued(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = certificate.NotBefore; // whether it was valid when it signed is asked of each checkpoint
        return chain.Build(certificate);
    }

    private sealed record Signer(ECDsa Key, DateTimeOffset From, DateTimeOffset Until);
}
