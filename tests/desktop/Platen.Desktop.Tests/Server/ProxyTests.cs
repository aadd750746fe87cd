using System.Net;
using System.Net.Sockets;
using System.Text;
using Platen.Desktop.CommandLine;
using Platen.Desktop.Deployment;
using Platen.Desktop.Server;

namespace Platen.Desktop.Tests.Server;

/// <summary>PR24: the proxy that is set is the way out, and sees host and port only; no certificate, no answer.</summary>
public sealed class ProxyTests : IDisposable
{
    private readonly TcpListener _proxy = new(IPAddress.Loopback, 0);

    public ProxyTests() => _proxy.Start();

    public void Dispose() => _proxy.Dispose();

    [Fact]
    public async Task Proxy_OfTheDeployment_IsAskedForATunnel_AndNeverShownTheRequest()
    {
        // mutants: the deployment's proxy is not used; the request goes to the proxy in clear
        var deployment = new DesktopDeployment { Server = new Uri("https://print.example.com:8090/"), Proxy = new ProxyChoice(false, new Uri($"http://{_proxy.LocalEndpoint}")) };
        using var http = ServerHttp.Create(deployment);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(deployment.Server, "api/v1/jobs"));
        request.Headers.Authorization = new("Bearer", "secret-token");
        var seen = AnswerAsync("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
        (await Should.ThrowAsync<DesktopException>(() => http.JsonAsync(request, default))).Code.ShouldBe(ExitCode.Unreachable);
        var head = await seen;
        head.ShouldStartWith("CONNECT print.example.com:8090 HTTP/1.1\r\n");
        head.ShouldNotContain("secret-token");
    }

    [Fact]
    public async Task Server_ThatSpeaksNoTls_IsToldNothing()
    {
        // mutant: any answer will do
        var deployment = new DesktopDeployment { Server = new Uri($"https://{_proxy.LocalEndpoint}/"), Proxy = ProxyChoice.None };
        using var http = ServerHttp.Create(deployment);
        using var request = new HttpRequestMessage(HttpMethod.Get, deployment.Server);
        request.Headers.Authorization = new("Bearer", "secret-token");
        var seen = AnswerAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        (await Should.ThrowAsync<DesktopException>(() => http.JsonAsync(request, default))).Code.ShouldBe(ExitCode.Unreachable);
        (await seen).ShouldNotContain("secret-token");
    }

    private async Task<string> AnswerAsync(string answer)
    {
        using var client = await _proxy.AcceptTcpClientAsync().WaitAsync(TimeSpan.FromSeconds(20));
        var head = new byte[4096];
        var read = await client.GetStream().ReadAsync(head);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        return Encoding.ASCII.GetString(head, 0, read);
    }
}
