using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Gateway.Hosting;
using Platen.Gateway.Problems;
using Platen.Grains.Abstractions.Users;

namespace Platen.Gateway.Api.Shared;

/// <summary>Who calls, at which tenant, and the way to the grains.</summary>
internal sealed record Caller(TenantId Tenant, Actor Actor, IGrainFactory Grains)
{
    /// <summary>Whether the login is of the last minutes, or a program calls by its token.</summary>
    public bool IsFresh { get; init; } = true;

    /// <summary>The refusal of a change of how this user logs in, where the caller is that user and has logged in some time ago; null: go on.</summary>
    public IResult? WhyNotFresh(UserId user) => Rights.Is(Actor, user) && !IsFresh ? ProblemAnswers.Of(StatusCodes.Status403Forbidden, ProblemCode.LogInAgain, FreshLogin.Needed) : null;

    /// <summary>From which address, for the audit log.</summary>
    public string Origin => Actor.Origin;

    /// <summary>Read by the framework for each handler that asks for a caller.</summary>
    public static ValueTask<Caller?> BindAsync(HttpContext context)
    {
        var tenant = context.RequestServices.GetRequiredService<IOptions<GatewayOptions>>().Value.Tenant;
        var isFresh = context.Features.Get<SessionView>() is not { } session || session.IsFresh(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
        return ValueTask.FromResult<Caller?>(new Caller(tenant, ActorOf(context), context.RequestServices.GetRequiredService<IGrainFactory>()) { IsFresh = isFresh });
    }

    /// <summary>The actor of a request: the user of its session, or nobody.</summary>
    public static Actor ActorOf(HttpContext context)
    {
        var origin = context.Connection.RemoteIpAddress?.ToString() ?? "";
        return context.Features.Get<SessionView>()?.ToActor(origin) ?? Actor.Anonymous(origin);
    }
}
