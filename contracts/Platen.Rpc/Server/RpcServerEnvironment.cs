using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Platen.Rpc.Server;

/// <summary>What all calls of a server share.</summary>
/// <param name="Time">The clock of deadlines.</param>
/// <param name="Logger">The log of calls that failed.</param>
/// <param name="Faults">What the host's faults mean; null: all are unexpected.</param>
/// <param name="Stopping">Fires when the server is told to stop.</param>
internal sealed record RpcServerEnvironment(TimeProvider Time, ILogger Logger, IRpcFaults? Faults, CancellationToken Stopping)
{
    public static RpcServerEnvironment Of(IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        return new RpcServerEnvironment(
            services.GetService<TimeProvider>() ?? TimeProvider.System,
            services.GetRequiredService<ILoggerFactory>().CreateLogger("Platen.Rpc.Server"),
            services.GetService<IRpcFaults>(),
            services.GetService<IHostApplicationLifetime>()?.ApplicationStopping ?? CancellationToken.None);
    }
}
