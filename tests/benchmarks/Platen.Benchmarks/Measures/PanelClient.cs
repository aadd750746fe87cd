using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Platen.Benchmarks.Load;

namespace Platen.Benchmarks.Measures;

/// <summary>A terminal at a device: the panel protocol over one kept TLS connection. It trusts the agent's own certificate only.</summary>
internal sealed class PanelClient : IDisposable
{
    private const int ReleasesMax = 64;

    private readonly string _root;
    private readonly SslStream _stream;
    private readonly HttpReplyReader _replies;
    private string? _token;

    /// <param name="agent">The agent.</param>
    /// <param name="from">The device's own address; each has a share of its own of the panel's request rate.</param>
    /// <param name="device">The device's id.</param>
    public PanelClient(AgentProcess agent, IPAddress? from, string device = AgentSeed.Device)
        : this(agent.PanelPort, agent.IsOwn, from, device)
    {
    }

    /// <param name="port">The panel's port.</param>
    /// <param name="isTrusted">Whether a certificate is the agent's.</param>
    /// <param name="from">The device's own address.</param>
    /// <param name="device">The device's id.</param>
    public PanelClient(int port, Func<X509Certificate?, bool> isTrusted, IPAddress? from, string device)
    {
        _root = $"/panel/v1/devices/{device}";
        _stream = new SslStream(new NetworkStream(Sockets.Connect(port, from), ownsSocket: true), leaveInnerStreamOpen: false, (_, certificate, _, _) => isTrusted(certificate));
        _stream.AuthenticateAsClient("localhost");
        _replies = new HttpReplyReader(_stream);
    }

    /// <summary>Logs the card's owner in.</summary>
    public void Login() => Login($$"""{"method":"card","card":"{{AgentSeed.Card}}"}""");

    /// <summary>Logs in by a credential, as the protocol writes it.</summary>
    public void Login(string credential)
    {
        Expect(201, Request("POST", $"{_root}/session", token: null, credential));
        using var answer = JsonDocument.Parse(_replies.Body.ToArray());
        _token = answer.RootElement.GetProperty("token").GetString();
    }

    public void Logout() => Expect(204, Request("DELETE", $"{_root}/session", _token, body: null));

    /// <summary>The ids of the jobs on the list.</summary>
    public List<string> ListJobs()
    {
        Expect(200, Request("GET", $"{_root}/jobs", _token, body: null));
        using var answer = JsonDocument.Parse(_replies.Body.ToArray());
        return [.. answer.RootElement.GetProperty("jobs").EnumerateArray().Select(job => job.GetProperty("job").GetString()!)];
    }

    /// <summary>Releases jobs at the device, as many a request as the protocol takes.</summary>
    public void Release(IEnumerable<string> jobs)
    {
        foreach (var part in jobs.Chunk(ReleasesMax))
        {
            var items = string.Join(',', part.Select(job => $$"""{"job":"{{job}}"}"""));
            Expect(202, Request("POST", $"{_root}/releases", _token, $$"""{"releases":[{{items}}]}"""));
        }
    }

    /// <summary>One request; returns the HTTP status.</summary>
    public int Request(string method, string path, string? token, string? body)
    {
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: localhost\r\n");
        if (token is not null)
        {
            head.Append($"Authorization: Bearer {token}\r\n");
        }

        if (body is not null)
        {
            head.Append($"Content-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        }

        _stream.Write(Encoding.UTF8.GetBytes(head.Append("\r\n").Append(body).ToString()));
        return _replies.Read();
    }

    public void Dispose() => _stream.Dispose();

    private void Expect(int wanted, int status)
    {
        if (status != wanted)
        {
            throw new LoadException($"panel: {status} instead of {wanted}: {Encoding.UTF8.GetString(_replies.Body)}");
        }
    }
}
