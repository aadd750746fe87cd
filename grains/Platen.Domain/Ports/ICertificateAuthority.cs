using System.Collections.Immutable;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>The internal CA, made at first start; the customer's own can replace it (design, section 7; NW02, NW06).</summary>
public interface ICertificateAuthority : IAuthorityCertificate
{
    /// <summary>SHA-256 of the CA certificate's SubjectPublicKeyInfo, by which a new agent knows the right server.</summary>
    ImmutableArray<byte> PublicKeySha256 { get; }

    /// <summary>Issues a client certificate for an agent. The request's signature proves possession; its subject and extensions are ignored.</summary>
    /// <exception cref="FormatException">The request is no PKCS#10, its signature is wrong, or its key is too weak; the message says which.</exception>
    IssuedCertificate IssueAgent(TenantId tenant, SiteId site, AgentId agent, ReadOnlySpan<byte> pkcs10);
}
