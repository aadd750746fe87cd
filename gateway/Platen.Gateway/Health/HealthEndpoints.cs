using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Platen.Gateway.Hosting;
using Platen.Grains.Abstractions;

namespace Platen.Gateway.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the record answers too, which it does only when it is reachable and migrated, through a grain; and the process is not about to stop.
/// </summary>
internal static partial class HealthEndpoints
{
    private static readonly TimeSpan ReadyMax = TimeSpan.FromSeconds(5);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => TypedResults.Ok(new HealthState("live"))).ExcludeFromDescription();
        routes.MapGet("/health/ready", ReadyAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(
        IGrainFactory grains, IOptions<GatewayOptions> options, TimeProvider time, IHostApplicationLifetime lifetime, ILogger<HealthState> logger, CancellationToken aborted)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return TypedResults.Json(new HealthState("not ready: the server is stopping"), statusCode: StatusCodes.Status503ServiceUnavailable);
        }

        using var over = new CancellationTokenSource(ReadyMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, aborted);
        try
        {
            await grains.Wait(options.Value.Tenant).CursorAsync(either.Token);
            return TypedResults.Ok(new HealthState("ready"));
        }
        catch (Exception fault) when (!aborted.IsCancellationRequested)
        {
            LogNotReady(logger, fault.Message);
            return TypedResults.Json(new HealthState("not ready: the database does not answer"), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }

    [LoggerMessage(1510, LogLevel.Warning, "Not ready: {Reason}")]
    private static partial void LogNotReady(ILogger logger, string reason);
}
