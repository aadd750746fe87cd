using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Platen.Protocols.Ipp;

namespace Platen.SiteAgent.Tests.Intake;

/// <summary>An IPP client of the pull queue: one user name, by IPP or IPPS, with a password or without.</summary>
internal sealed class IppPeer(IntakeHost host, string user, string scheme = "ipp", string? password = null, string? login = null, X509Certificate2? certificate = null) : IDisposable
{
    private readonly HttpClient _client = new(new SocketsHttpHandler { SslOptions = Trust(host.ServerCertificate, certificate) });

    public IppMessageBuilder Request(IppOperation operation) =>
        IppMessageBuilder.Request(operation, 7, IppVersion.V20).Uri(IppNames.PrinterUri, host.PrinterUri(scheme)).Name(IppNames.RequestingUserName, user);

    /// <summary>An answer in IPP.</summary>
    public async Task<IppMessage> SendAsync(IppMessageBuilder request, byte[]? document = null)
    {
        var (status, answer) = await TrySendAsync(request, document);
        status.ShouldBe(HttpStatusCode.OK);
        return answer!;
    }

    /// <summary>Any answer; no message unless HTTP says 200.</summary>
    public async Task<(HttpStatusCode Status, IppMessage? Answer)> TrySendAsync(IppMessageBuilder request, byte[]? document = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, host.PrinterUri(scheme).Replace("ipp", "http", StringComparison.Ordinal).Replace("/http/", "/ipp/", StringComparison.Ordinal));
        message.Content = new ByteArrayContent([.. IppWriter.ToArray(request.Build()), .. document ?? []]);
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
        if (password is not null)
        {
            message.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login ?? user}:{password}")));
        }

        using var response = await _client.SendAsync(message);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return (response.StatusCode, null);
        }

        var bytes = new ReadOnlySequence<byte>(await response.Content.ReadAsByteArrayAsync());
        IppReader.TryRead(bytes, IppLimits.Response, out var answer, out _, out _).ShouldBeTrue();
        return (response.StatusCode, answer);
    }

    /// <summary>Prints, and gives the job's number.</summary>
    public async Task<int> PrintAsync(byte[] document, Action<IppMessageBuilder>? more = null)
    {
        var request = Request(IppOperation.PrintJob);
        more?.Invoke(request);
        var answer = await SendAsync(request, document);
        answer.IsSuccess.ShouldBeTrue(answer.OperationAttributes.GetString(IppNames.StatusMessage));
        return answer.Find(IppTag.JobAttributes)!.GetInteger(IppNames.JobId)!.Value;
    }

    /// <summary>Does something with a job.</summary>
    public Task<IppMessage> DoAsync(IppOperation operation, int job) => SendAsync(Request(operation).Integer(IppNames.JobId, job));

    public async Task<IppAttributeGroup?> JobAsync(int job) => (await DoAsync(IppOperation.GetJobAttributes, job)).Find(IppTag.JobAttributes);

    public void Dispose() => _client.Dispose();

    private static SslClientAuthenticationOptions Trust(X509Certificate2 certificate, X509Certificate2? client) => new()
    {
        ClientCertificates = client is null ? null : [client],
        LocalCertificateSelectionCallback = client is null ? null : (_, _, _, _, _) => client,
        CertificateChainPolicy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { certificate }, RevocationMode = X509RevocationMode.NoCheck },
    };
}
