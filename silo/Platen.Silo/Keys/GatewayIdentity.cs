using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Platen.Domain.Ports;
using Platen.Grains.Abstractions.Nodes;
using Platen.Silo.Options;

namespace Platen.Silo.Keys;

/// <summary>
/// The certificates of a gateway in a process of its own. Its keys are made here and stay here; the silos' CA signs them (<see cref="INodeCertificatesGrain"/>). So a gateway that is broken into gives away its own names, for 90 days at
/// most, and not the CA.
/// </summary>
internal sealed class GatewayIdentity(IOptions<SiloOptions> options, IOptions<ClusterOptions> cluster, TimeProvider time) : ITlsIdentity, IAuthorityCertificate, IDisposable
{
    private readonly string _serverPath = Path.Combine(KeyFolder.OwnOf(options.Value), "server.pem");
    private readonly string _authorityPath = Path.Combine(KeyFolder.OwnOf(options.Value), "authority.pem");
    private X509Certificate2? _authority;

    public X509Certificate2 Authority => _authority ??= X509CertificateLoader.LoadCertificateFromFile(_authorityPath);

    public ImmutableArray<byte> Certificate => [.. Authority.RawData];

    /// <summary>The certificate comes from a silo, before the listeners open.</summary>
    public void Prepare(IReadOnlyCollection<string> names)
    {
    }

    public X509Certificate2 ServerCertificate(IReadOnlyCollection<string> names) =>
        CertificateFiles.TryRead(_serverPath) ?? throw new InvalidOperationException($"No silo has issued this gateway's certificate yet: '{_serverPath}' is not there.");

    /// <summary>Has the silos sign what is missing or ends within 30 days.</summary>
    /// <param name="grain">The silos' CA.</param>
    /// <param name="names">The host names and addresses that clients dial.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether something was issued.</returns>
    /// <exception cref="InvalidDataException">The CA refused; the message says why.</exception>
    public async Task<bool> EnsureAsync(INodeCertificatesGrain grain, IReadOnlyCollection<string> names, CancellationToken cancellationToken)
    {
        var (serverKept, nodeKept) = (IsServerKept(names), IsNodeKept());
        if (serverKept && nodeKept)
        {
            return false;
        }

        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var nodeKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var answer = await grain.IssueAsync(
            new IssueGatewayCertificates { Server = Request(serverKey), Names = [.. names.Distinct(StringComparer.OrdinalIgnoreCase)], Node = nodeKept ? [] : Request(nodeKey) }, cancellationToken);
        if (!answer.Result.IsDone)
        {
            throw new InvalidDataException($"The silos issued no certificate: {string.Join(' ', answer.Result.Messages)}");
        }

        Keep(answer, serverKey, nodeKey);
        return true;
    }

    public void Dispose() => _authority?.Dispose();

    private static ImmutableArray<byte> Request(ECDsa key) => [.. new CertificateRequest("CN=Platen gateway", key, HashAlgorithmName.SHA256).CreateSigningRequest()];

    private bool IsServerKept(IReadOnlyCollection<string> names)
    {
        using var kept = File.Exists(_authorityPath) ? OwnCertificate.TryKeep(_serverPath, names, time.GetUtcNow()) : null;
        return kept is not null;
    }

    // one of the customer's CA is the customer's to renew
    private bool IsNodeKept()
    {
        if (cluster.Value.CertificateFile.Length == 0 || (File.Exists(_authorityPath) && !IsInternal()))
        {
            return true;
        }

        using var kept = NodeFiles.Newest(cluster.Value.CertificateFile, NodeFiles.RenewedPath(options.Value));
        return OwnCertificate.IsFresh(kept, time.GetUtcNow());
    }

    private bool IsInternal()
    {
        using var nodes = X509CertificateLoader.LoadCertificateFromFile(cluster.Value.AuthorityFile);
        return nodes.Thumbprint == Authority.Thumbprint;
    }

    private void Keep(GatewayCertificates answer, ECDsa serverKey, ECDsa nodeKey)
    {
        using var authority = X509CertificateLoader.LoadCertificate(answer.Authority.AsSpan());
        SecretFile.Write(_authorityPath, System.Text.Encoding.ASCII.GetBytes(authority.ExportCertificatePem() + "\n"));
        using var server = X509CertificateLoader.LoadCertificate(answer.Server.AsSpan());
        CertificateFiles.Write(_serverPath, server, serverKey);
        if (!answer.Node.IsEmpty && IsInternal())
        {
            using var node = X509CertificateLoader.LoadCertificate(answer.Node.AsSpan());
            CertificateFiles.Write(NodeFiles.RenewedPath(options.Value), node, nodeKey);
        }
    }
}
