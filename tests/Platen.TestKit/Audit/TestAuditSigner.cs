using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Platen.Domain.Audit;
using Platen.Domain.Ports;

namespace Platen.TestKit.Audit;

/// <summary>Signs checkpoints as the silo does: by a CA of its own, and a key that the CA names for this use.</summary>
public sealed class TestAuditSigner : IAuditSigner, IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly AuditSignatures _signatures;
    private X509Certificate2 _certificate;

    /// <summary>Keys that are good around that time.</summary>
    public TestAuditSigner(DateTimeOffset from)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=CA", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _authority = request.CreateSelfSigned(from.AddYears(-1), from.AddYears(10));
        _signatures = new AuditSignatures(_authority);
        _certificate = Issue(from, AuditSignatures.Usage);
    }

    /// <summary>The CA, without which nothing is genuine.</summary>
    public X509Certificate2 Authority => _authority;

    /// <inheritdoc/>
    public AuditCheckpoint Sign(AuditCheckpoint checkpoint) => AuditSignatures.Sign(checkpoint, _certificate);

    /// <inheritdoc/>
    public bool IsGenuine(AuditCheckpoint checkpoint) => _signatures.IsGenuine(checkpoint);

    /// <summary>From now on another key signs.</summary>
    public void Rotate(DateTimeOffset from) => _certificate = Issue(from, AuditSignatures.Usage);

    /// <summary>A key that the CA has issued for something else, as an agent has one.</summary>
    public X509Certificate2 Issue(DateTimeOffset from, string usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=audit", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        using var issued = request.Create(_authority, from.AddDays(-1), from.AddDays(90), RandomNumberGenerator.GetBytes(8));
        return issued.CopyWithPrivateKey(key);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _signatures.Dispose();
        _certificate.Dispose();
        _authority.Dispose();
    }
}
