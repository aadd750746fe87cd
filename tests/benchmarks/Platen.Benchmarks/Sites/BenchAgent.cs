using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Rpc;
using Platen.Rpc.Client;
using Platen.SiteAgent.Uplink;

namespace Platen.Benchmarks.Sites;

/// <summary>An agent as the wire knows it: a key and a certificate of its own, one connection with mutual TLS, one link.</summary>
internal sealed class BenchAgent : IAsyncDisposable
{
    private readonly Uri _server;
    private readonly X509Certificate2 _authority;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private X509Certificate2? _certificate;
    private RpcChannel? _channel;
    private RpcBidiCall<AgentMessage, ClusterMessage>? _link;

    public BenchAgent(Uri server, X509Certificate2 authority) => (_server, _authority) = (server, authority);

    public async Task EnrolAsync(string token)
    {
        using var channel = Channel();
        var csr = new CertificateRequest("CN=agent", _key, HashAlgorithmName.SHA256).CreateSigningRequest();
        var reply = await channel.UnaryAsync(AgentLinkMethods.Enrol, new EnrolRequest { Token = token, Csr = ByteString.CopyFrom(csr), AgentVersion = "bench" });
        using var certificate = X509CertificateLoader.LoadCertificate(reply.Certificate.Span);
        _certificate = certificate.CopyWithPrivateKey(_key);
    }

    /// <summary>Dials, greets, and returns when the server has greeted.</summary>
    public async Task LinkAsync(CancellationToken cancellationToken)
    {
        _channel = Channel();
        _link = _channel.OpenBidi(AgentLinkMethods.Link, new RpcCallOptions { CancellationToken = cancellationToken });
        await _link.WriteAsync(new AgentMessage { Hello = new AgentHello { AgentVersion = "bench", ChangeCursor = 1_000_000 } }, cancellationToken: cancellationToken);
        var answer = await _link.ReadAsync(cancellationToken);
        if (answer?.BodyCase != ClusterMessage.BodyOneofCase.Hello)
        {
            throw new InvalidOperationException("The server did not greet.");
        }
    }

    /// <summary>The line is cut.</summary>
    public async Task CutAsync()
    {
        if (_link is not null)
        {
            await _link.DisposeAsync();
        }

        _channel?.Dispose();
        (_link, _channel) = (null, null);
    }

    public async ValueTask DisposeAsync()
    {
        await CutAsync();
        _certificate?.Dispose();
        _key.Dispose();
    }

    private RpcChannel Channel()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(_authority);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
        if (_certificate is not null)
        {
            handler.SslOptions.ClientCertificates = [_certificate];
        }

        return RpcChannel.Create(handler, _server);
    }
}
