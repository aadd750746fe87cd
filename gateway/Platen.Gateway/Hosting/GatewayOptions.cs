using Microsoft.AspNetCore.Http;
using Platen.Domain.Tenants;

namespace Platen.Gateway.Hosting;

/// <summary>What the gateway needs to know of the process it runs in. The process' own options are checked at its start; these are taken from them.</summary>
public sealed class GatewayOptions
{
    /// <summary>The tenant of a standalone installation.</summary>
    public TenantId Tenant { get; set; }

    /// <summary>Plain HTTP port, which only redirects; 0: none.</summary>
    public int HttpPort { get; set; }

    /// <summary>HTTPS port of console, portal and REST.</summary>
    public int HttpsPort { get; set; }

    /// <summary>Port of the agent link; nothing of the console answers there.</summary>
    public int AgentLinkPort { get; set; }

    /// <summary>Port at which programs may show a certificate (RFC 8705); REST and OAuth answer there, no page does. 0: none.</summary>
    public int MutualTlsPort { get; set; }

    /// <summary>Addresses of all gateways that agents may dial, told to each agent when it links; empty: it stays with the one that it dialled.</summary>
    public IReadOnlyList<string> AgentLinkAddresses { get; set; } = [];

    /// <summary>Where people reach this server, such as <c>https://print.example.com:8443</c>, unless the tenant says otherwise.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>Name of the cookie with the session's token of a browser.</summary>
    public string SessionCookie { get; set; } = "__Host-platen";

    /// <summary>Writes the page that people see instead of a problem document: the request, what it is, and how to mend it. The status is set already. Null: people get the document too.</summary>
    public Func<HttpContext, string, string, Task>? ProblemPage { get; set; }

    /// <summary>Logins, and separately set-ups, that one address may try in a minute. A whole branch may come from one address.</summary>
    public int LoginsPerMinute { get; set; } = 60;

    /// <summary>Calls of each OAuth endpoint that one address may make in a minute: a branch with 40 terminals that poll comes to 480.</summary>
    public int ProgramCallsPerMinute { get; set; } = 600;
}
