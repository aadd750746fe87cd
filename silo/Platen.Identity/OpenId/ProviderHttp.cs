using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Platen.Domain.Directories;
using Platen.Domain.OpenId;

namespace Platen.Identity.OpenId;

/// <summary>Requests to a provider: https alone, its certificate checked, no redirect followed, no cookie kept, bounded in size and time. What an answer says goes into no message to people: only that it is not understood.</summary>
internal static class ProviderHttp
{
    /// <summary>A client for one provider.</summary>
    public static HttpClient Create(IdentityProvider provider)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = OpenIdLimits.RequestMax, PooledConnectionLifetime = OpenIdLimits.Fresh, MaxConnectionsPerServer = 8 };
        var authorities = DirectoryRules.ReadAuthorities(provider.CertificateAuthorities);
        if (authorities.Length > 0)
        {
            var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            foreach (var authority in authorities)
            {
                policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(authority.AsSpan()));
            }

            handler.SslOptions.CertificateChainPolicy = policy;
        }

        return new HttpClient(handler) { Timeout = OpenIdLimits.RequestMax, MaxResponseContentBufferSize = OpenIdLimits.AnswerBytesMax };
    }

    /// <summary>Fetches a JSON object.</summary>
    /// <exception cref="OpenIdRefusedException">It cannot be had, or is none.</exception>
    public static async Task<JsonElement> GetAsync(HttpClient client, string address, string? bearer, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        return await SendAsync(client, request, cancellationToken);
    }

    /// <summary>Sends a request whose answer is a JSON object.</summary>
    /// <exception cref="OpenIdRefusedException">There is no such answer.</exception>
    public static async Task<JsonElement> SendAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await client.SendAsync(request, cancellationToken);
            if (!answer.IsSuccessStatusCode)
            {
                throw new OpenIdRefusedException($"{request.RequestUri!.Host} answers {(int)answer.StatusCode}{((int)answer.StatusCode is >= 300 and < 400 ? "; redirects are not followed" : "")}.");
            }

            using var document = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken), new JsonDocumentOptions { MaxDepth = 16 });
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw new JsonException();
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or CryptographicException || (fault is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new OpenIdRefusedException(fault is JsonException ? $"{request.RequestUri!.Host} answers with something that is no JSON object." : $"{request.RequestUri!.Host} cannot be reached, or its certificate is not trusted, or it answers too much or too late.", fault);
        }
    }

    /// <summary>A text of a JSON object; empty when it is not there.</summary>
    public static string Text(this JsonElement json, string name) => name.Length > 0 && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
