using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Platen.Desktop.CommandLine;
using Platen.Desktop.Deployment;

namespace Platen.Desktop.Server;

/// <summary>How the server is called: TLS with its certificate checked, by the proxy that is set (PR24), with limits. There is no way to switch the check off.</summary>
internal static class ServerHttp
{
    /// <summary>Longest call; shorter than others wait for the login's lock.</summary>
    public static readonly TimeSpan CallMax = TimeSpan.FromSeconds(30);

    private const int AnswerBytesMax = 8 * 1024 * 1024;
    private const int AuthorityBytesMax = 1024 * 1024;
    private static readonly TimeSpan ConnectMax = TimeSpan.FromSeconds(10);
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 16 };

    /// <summary>A client for a deployment's server.</summary>
    public static HttpClient Create(DesktopDeployment deployment)
    {
        var client = new HttpClient(Handler(deployment)) { Timeout = CallMax, MaxResponseContentBufferSize = AnswerBytesMax };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"platen-desktop/{typeof(ServerHttp).Assembly.GetName().Version}");
        return client;
    }

    /// <summary>The connections of a deployment: its authority, its proxy.</summary>
    public static SocketsHttpHandler Handler(DesktopDeployment deployment) => new()
    {
        // a redirect would carry tokens elsewhere
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = ConnectMax,
        UseProxy = deployment.Proxy.IsSystem || deployment.Proxy.Address is not null,
        Proxy = deployment.Proxy.Address is { } address ? new WebProxy(address, BypassOnLocal: false) { UseDefaultCredentials = true } : null,
        DefaultProxyCredentials = CredentialCache.DefaultCredentials,
        SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = Chain(deployment.CaFile) },
    };

    /// <summary>Sends a request and reads the answer as JSON; an answer without any is <c>default</c>.</summary>
    /// <exception cref="DesktopException">The server cannot be reached, is not the one that it should be, or answers something else.</exception>
    public static async Task<(int Status, JsonElement Body)> JsonAsync(this HttpClient http, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var host = request.RequestUri!.GetLeftPart(UriPartial.Authority);
        try
        {
            using var answer = await http.SendAsync(request, cancellationToken);
            var bytes = await answer.Content.ReadAsByteArrayAsync(cancellationToken);
            if (bytes.Length == 0)
            {
                return ((int)answer.StatusCode, default);
            }

            using var document = JsonDocument.Parse(bytes, Depth);
            return ((int)answer.StatusCode, document.RootElement.Clone());
        }
        catch (JsonException other)
        {
            throw new DesktopException(ExitCode.Unreachable, $"{host} answers something that is no Platen server's answer. Is a proxy or another program there?", other);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new DesktopException(ExitCode.Unreachable, $"{host} did not answer within {CallMax.TotalSeconds:0} seconds. Is the address right, and the proxy?", late);
        }
        catch (HttpRequestException fault)
        {
            throw new DesktopException(ExitCode.Unreachable, fault.HttpRequestError == HttpRequestError.SecureConnectionError
                ? $"{host} does not show a certificate that is trusted for this name ({fault.InnerException?.Message ?? fault.Message}). If it is from the company's own authority, name that in the deployment file's 'caFile'."
                : $"{host} cannot be reached: {fault.Message}", fault);
        }
    }

    private static X509ChainPolicy? Chain(string? caFile)
    {
        if (caFile is null)
        {
            return null;
        }

        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            if (new FileInfo(caFile) is { Exists: true, Length: > AuthorityBytesMax })
            {
                throw new DesktopException(ExitCode.Deployment, $"{caFile} is too long for a file of certificates; {AuthorityBytesMax} bytes at most are read.");
            }

            policy.CustomTrustStore.ImportFromPemFile(caFile);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new DesktopException(ExitCode.Deployment, $"The authority's certificate in {caFile} ('caFile') cannot be read: {wrong.Message}", wrong);
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw new DesktopException(ExitCode.Deployment, $"{caFile} ('caFile') has no certificate; give a PEM file that begins with -----BEGIN CERTIFICATE-----.");
    }
}
