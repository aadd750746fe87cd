using Platen.Domain.Tenants;

namespace Platen.Console.Hosting;

/// <summary>What the console needs to know of the process it runs in.</summary>
public sealed class ConsoleOptions
{
    /// <summary>The tenant of a standalone installation.</summary>
    public TenantId Tenant { get; set; }

    /// <summary>Port that agents dial, for the command that enrols one.</summary>
    public int AgentLinkPort { get; set; }

    /// <summary>Where people reach this server, unless the tenant says otherwise.</summary>
    public string PublicAddress { get; set; } = "";

    /// <summary>Name of the cookie with the session's token; the gateway reads the same one.</summary>
    public string SessionCookie { get; set; } = "__Host-platen";
}
