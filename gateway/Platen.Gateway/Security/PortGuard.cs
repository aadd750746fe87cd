using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Platen.Gateway.Hosting;

namespace Platen.Gateway.Security;

/// <summary>
/// Keeps the two doors apart by the port that a connection really came in at. Routing looks at the Host header, which the client chooses: without this, a request at the agents' port could reach REST past all guards.
/// </summary>
internal sealed class PortGuard(RequestDelegate next, IOptions<GatewayOptions> options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isWebPort = context.Connection.LocalPort != options.Value.AgentLinkPort;
        if (context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<WebEndpoint>() is not null != isWebPort)
        {
            context.SetEndpoint(null);
        }

        if (context.Connection.LocalPort == options.Value.MutualTlsPort && !IsForPrograms(context.Request.Path))
        {
            context.SetEndpoint(null);
        }

        return next(context);
    }

    // where certificates are asked for, no browser is wanted
    private static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.Ordinal) || path.StartsWithSegments("/oauth2", StringComparison.Ordinal) || path.StartsWithSegments("/.well-known", StringComparison.Ordinal) || path.StartsWithSegments("/health", StringComparison.Ordinal);
}
