using System.Security.Cryptography.X509Certificates;
using Platen.Domain.Audit;
using Platen.Domain.Ports;

namespace Platen.Silo.Keys;

/// <summary>
/// Signs the audit log's checkpoints (I7) with a key of this server's own, <c>keys/audit.pem</c>, whose certificate the internal CA issues for 90 days and renews 30 days before its end (NW06). Checkpoints of before a renewal, and of other
/// servers of the cluster, are checked by the CA alone.
/// </summary>
internal sealed class AuditSigner(InternalCertificateAuthority authority) : IAuditSigner, IDisposable
{
    private readonly AuditSignatures _signatures = new(authority.Authority);
    private readonly Lock _gate = new();
    private X509Certificate2? _certificate;

    public AuditCheckpoint Sign(AuditCheckpoint checkpoint)
    {
        lock (_gate)
        {
            if (_certificate is null || !OwnCertificate.IsFresh(_certificate, checkpoint.At))
            {
                _certificate?.Dispose();
                _certificate = authority.AuditCertificate();
            }

            return AuditSignatures.Sign(checkpoint, _certificate);
        }
    }

    public bool IsGenuine(AuditCheckpoint checkpoint) => _signatures.IsGenuine(checkpoint);

    public void Dispose()
    {
        _signatures.Dispose();
        _certificate?.Dispose();
    }
}
