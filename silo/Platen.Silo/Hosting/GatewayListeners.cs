using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Platen.Gateway.AgentLink.Peers;
using Platen.Rpc.Server;
using Platen.Silo.Keys;
using Platen.Silo.Options;

namespace Platen.Silo.Hosting;

/// <summary>The gateway's listeners: plain HTTP (redirects only), HTTPS for people and programs, HTTPS for programs with certificates, and the agent link with mutual TLS.</summary>
internal static class GatewayListeners
{
    private const string ClientAuth = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);

    public static void Configure(KestrelServerOptions kestrel, SiloOptions options, ITlsIdentity identity, IGatewayPeers peers, ServerTls tls)
    {
        kestrel.UseRpcLimits();
        kestrel.AddServerHeader = false;
        var address = IPAddress.Parse(options.ListenAddress);
        if (options.HttpPort > 0)
        {
            kestrel.Listen(address, options.HttpPort);
        }

        kestrel.Listen(address, options.HttpsPort, listen => listen.UseHttps(Handshake(() => tls.WebOptions())));
        if (options.MutualTlsPort > 0)
        {
            // any certificate: the handshake proves that the caller has its key, and the record says whose it is (RFC 8705, 2.2)
            kestrel.Listen(address, options.MutualTlsPort, listen => listen.UseHttps(Handshake(() => tls.WebOptions((_, client, _, _) => client is null or X509Certificate2))));
        }

        kestrel.Listen(address, options.AgentLinkPort, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            // enrolment comes without a certificate; every other call is refused without one
            listen.UseHttps(Handshake(() => tls.Options((_, client, _, _) => client is not X509Certificate2 sent || IsOurs(sent, identity.Authority) || peers.IsGateway(sent))));
        });
    }

    private static TlsHandshakeCallbackOptions Handshake(Func<SslServerAuthenticationOptions> options) => new()
    {
        OnConnection = _ => ValueTask.FromResult(options()),
        HandshakeTimeout = HandshakeLimit,
    };

    private static bool IsOurs(X509Certificate2 client, X509Certificate2 authority)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.ApplicationPolicy.Add(new System.Security.Cryptography.Oid(ClientAuth));
        return chain.Build(client);
    }
}
