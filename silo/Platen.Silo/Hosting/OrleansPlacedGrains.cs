using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Orleans.Metadata;
using Orleans.Runtime;

namespace Platen.Silo.Hosting;

/// <summary>The activations of this silo that have a home, so that the sweep need not ask the whole cluster for them. Its size is that of the silo's own activations.</summary>
internal sealed class OrleansPlacedGrains : IConfigureGrainContextProvider
{
    private readonly ConcurrentDictionary<IGrainContext, OrleansSiteScope> _contexts = new();

    /// <summary>The activations and their scopes, as they are now.</summary>
    public IEnumerable<KeyValuePair<IGrainContext, OrleansSiteScope>> All => _contexts;

    public bool TryGetConfigurator(GrainType grainType, GrainProperties properties, [NotNullWhen(true)] out IConfigureGrainContext? configurator)
    {
        configurator = null;
        if (!properties.Properties.TryGetValue(WellKnownGrainTypeProperties.PlacementFilter, out var filters) || !filters.Contains(nameof(OrleansSiteAffinityStrategy), StringComparison.Ordinal))
        {
            return false;
        }

        var strategy = new OrleansSiteAffinityStrategy();
        strategy.Initialize(properties);
        configurator = new Configurator(this, strategy.Scope);
        return true;
    }

    private sealed class Configurator(OrleansPlacedGrains placed, OrleansSiteScope scope) : IConfigureGrainContext
    {
        public void Configure(IGrainContext context) => context.ObservableLifecycle.Subscribe(
            nameof(OrleansPlacedGrains),
            GrainLifecycleStage.Activate,
            _ =>
            {
                placed._contexts[context] = scope;
                return Task.CompletedTask;
            },
            _ =>
            {
                placed._contexts.TryRemove(context, out var _);
                return Task.CompletedTask;
            });
    }
}
