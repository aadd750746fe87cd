using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Ops.Installation;

/// <summary>HTTP clients that trust one certificate file and nothing else.</summary>
internal static class TrustedHttp
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    public static HttpClient Create(Uri server, string certificateFile)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(certificateFile);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy }, AllowAutoRedirect = false };
        return new HttpClient(handler) { BaseAddress = server, Timeout = TimeLimit };
    }
}
