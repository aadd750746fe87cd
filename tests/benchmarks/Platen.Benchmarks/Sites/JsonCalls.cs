using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Platen.Benchmarks.Load;

namespace Platen.Benchmarks.Sites;

/// <summary>Calls one HTTPS service, trusting one certificate file and nothing else.</summary>
internal sealed class JsonCalls : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="root">Where the service's paths begin.</param>
    /// <param name="certificateFile">The certificate that is trusted.</param>
    /// <param name="source">From which address of the loopback network; null: any.</param>
    public JsonCalls(Uri root, string certificateFile, IPAddress? source = null)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(certificateFile);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
        if (source is not null)
        {
            handler.ConnectCallback = (context, _) => ValueTask.FromResult<Stream>(new NetworkStream(Sockets.Connect(context.DnsEndPoint.Port, source), ownsSocket: true));
        }

        _http = new HttpClient(handler) { BaseAddress = new Uri(root.ToString().TrimEnd('/') + "/") };
    }

    public string Token
    {
        set => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", value);
    }

    /// <exception cref="LoadException">It was refused.</exception>
    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        if (!response.IsSuccessStatusCode)
        {
            throw new LoadException($"{method} {path}: {(int)response.StatusCode} {text}");
        }

        return text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text);
    }

    public void Dispose() => _http.Dispose();
}
