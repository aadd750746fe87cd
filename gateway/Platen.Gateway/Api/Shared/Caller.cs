using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Gateway.Hosting;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Shared;

/// <summary>Who calls, at which tenant, and the way to the grains.</summary>
internal sealed record Caller(TenantId Tenant, Actor Actor, IGrainFactory Grains)
{
    /// <summary>From which address, for the audit log.</summary>
    public string Origin => Actor.Origin;

    /// <summary>Read by the framework for each handler that asks for a caller.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context)
    {
        var tenant = context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value.Tenant;
        return ValueTask.FromResult<Caller?>(new Caller(tenant, ActorOf(context), context.RequestServices.GetRequiredService<IGrainFactory>()));
    }

    /// <summary>The actor of a request: the user of its session, or nobody.</summary>
    public static Actor ActorOf(HttpContext context)
    {
        var origin = context.Connection.RemoteIpAddress?.ToString() ?? "";
        return context.Features.Get<SessionView>()?.ToActor(origin) ?? Actor.Anonymous(origin);
    }
}
