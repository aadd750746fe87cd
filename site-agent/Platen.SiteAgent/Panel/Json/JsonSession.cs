using Microsoft.AspNetCore.Http.Features;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.SiteAgent.Sessions;

namespace Platen.SiteAgent.Panel.Json;

/// <summary>The device and the session of a request.</summary>
internal static class JsonSession
{
    private const string Scheme = "Bearer ";

    /// <summary>The device that the gate let pass.</summary>
    public static ReplicaDevice Device(HttpContext context) => context.Features.GetRequiredFeature<ReplicaDevice>();

    /// <inheritdoc cref="Device"/>
    public static DeviceId DeviceId(HttpContext context) => Domain.Devices.DeviceId.Parse(Device(context).DeviceId);

    /// <summary>The session of the request's bearer token (RFC 6750); null when it has none.</summary>
    public static PanelSession? Find(HttpContext context, PanelSessions sessions, bool touch)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? sessions.Find(header[Scheme.Length..].Trim(), DeviceId(context), touch) : null;
    }
}
