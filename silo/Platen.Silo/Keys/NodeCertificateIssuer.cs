using Microsoft.Extensions.Options;
using Platen.Domain.Ports;
using Platen.Silo.Options;

namespace Platen.Silo.Keys;

/// <summary>Issues the certificates of this cluster's gateways by the internal CA.</summary>
internal sealed class NodeCertificateIssuer(InternalCertificateAuthority authority, IOptions<ClusterOptions> cluster) : INodeCertificateAuthority
{
    public IssuedCertificate IssueServer(ReadOnlySpan<byte> pkcs10, IReadOnlyCollection<string> names) => authority.IssueServer(pkcs10, names);

    public IssuedCertificate IssueNode(ReadOnlySpan<byte> pkcs10) => authority.IssueNode(pkcs10, NodeFiles.ClusterName(cluster.Value));
}
