using Microsoft.Extensions.Hosting;

namespace Platen.Engine.Embedded.Hosting;

/// <summary>Stops the engine with the host. Hosted services stop in reverse order, so add the grains before the services that call them.</summary>
internal sealed class EmbeddedGrainHostedService(GrainEngine engine) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => engine.StopAsync(cancellationToken);
}
