namespace Platen.Domain.Ports;

/// <summary>Issues certificates for gateways in processes of their own, which have no CA key (NW06). The requests' signatures prove possession; their subjects and extensions are ignored.</summary>
public interface INodeCertificateAuthority
{
    /// <summary>Issues a TLS server certificate, for agents and browsers.</summary>
    /// <param name="pkcs10">PKCS#10, DER.</param>
    /// <param name="names">The host names and addresses that clients dial.</param>
    /// <exception cref="FormatException">The request is not usable; the message says why.</exception>
    IssuedCertificate IssueServer(ReadOnlySpan<byte> pkcs10, IReadOnlyCollection<string> names);

    /// <summary>Issues the certificate that opens the silos' ports to a gateway.</summary>
    /// <exception cref="FormatException">The request is not usable; the message says why.</exception>
    IssuedCertificate IssueNode(ReadOnlySpan<byte> pkcs10);
}
