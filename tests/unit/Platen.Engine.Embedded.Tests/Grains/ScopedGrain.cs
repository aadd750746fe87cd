using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests.Grains;

public sealed class ScopedGrain : Grain, IScopedGrain
{
    public Task<int> ThingAsync() => Task.FromResult(ServiceProvider.GetRequiredService<ScopedThing>().Number);

    public async Task<string?> ContextThroughAsync(string name)
    {
        await Task.Yield();
        return await GrainFactory.GetGrain<ICounterGrain>("through").ContextValueAsync(name);
    }

    public Task<string?> OverwriteAsync(string name, string value)
    {
        RequestContext.Set(name, value);
        return Task.FromResult((string?)RequestContext.Get(name));
    }

    public Task EndSoonAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
