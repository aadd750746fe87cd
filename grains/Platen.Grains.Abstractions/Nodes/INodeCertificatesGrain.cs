namespace Platen.Grains.Abstractions.Nodes;

/// <summary>
/// Certificates for gateways in processes of their own. Whoever can call it holds a node's certificate already, and could call any grain: it widens nobody's rights, it only saves gateways from holding the CA's key.
/// Stateless. Key: <see cref="GrainKeys.Nodes"/>.
/// </summary>
[Alias("platen.nodes.node-certificates-grain")]
public interface INodeCertificatesGrain : IGrainWithStringKey
{
    /// <summary>Issues a gateway's server certificate, and its next node certificate when it asks for one.</summary>
    [Alias("issue")]
    [AnySilo]
    Task<GatewayCertificates> IssueAsync(IssueGatewayCertificates request, CancellationToken cancellationToken);
}
