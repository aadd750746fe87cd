using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Grains;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests;

public sealed class ContextTests
{
    [Fact]
    public async Task RequestContext_FlowsToTheCalleeAndNotBack()
    {
        await using var host = new EngineHost();
        var grain = host.Get<IScopedGrain>("s");
        RequestContext.Set("user", "ann");
        (await grain.ContextThroughAsync("user")).ShouldBe("ann");
        (await grain.OverwriteAsync("user", "bob")).ShouldBe("bob");
        RequestContext.Get("user").ShouldBe("ann");
        RequestContext.Keys.ShouldBe(["user"]);
        RequestContext.Remove("user").ShouldBeTrue();
        RequestContext.Remove("user").ShouldBeFalse();
        (await grain.ContextThroughAsync("user")).ShouldBeNull();
    }

    [Fact]
    public async Task RequestContext_OfOneCaller_IsNotSeenByAnotherInTheQueue()
    {
        await using var host = new EngineHost();
        var counter = host.Get<ICounterGrain>("c");
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(async () =>
        {
            RequestContext.Set("number", $"{number}");
            return await counter.ContextValueAsync("number");
        })));
        answers.ShouldBe(Enumerable.Range(0, 200).Select(static number => $"{number}"));
    }

    [Fact]
    public async Task ScopedServices_LiveAsLongAsTheActivation()
    {
        await using var host = new EngineHost(services: static services => services.AddScoped<ScopedThing>());
        var grain = host.Get<IScopedGrain>("s");
        var thing = await grain.ThingAsync();
        (await grain.ThingAsync()).ShouldBe(thing);
        (await host.Get<IScopedGrain>("other").ThingAsync()).ShouldNotBe(thing);
        await grain.EndSoonAsync();
        (await grain.ThingAsync()).ShouldNotBe(thing);
        host.Probe.Count($"disposed {thing}").ShouldBe(1);
    }

    [Fact]
    public async Task Factory_IsClusterClientToo()
    {
        await using var host = new EngineHost();
        var client = host.Services.GetRequiredService<IClusterClient>();
        (await client.GetGrain<ICounterGrain>("c").KeyAsync()).ShouldBe("c");
        ((ICounterGrain)client.GetGrain(typeof(ICounterGrain), "c")).ShouldBe(host.Get<ICounterGrain>("c"));
        host.Services.GetRequiredService<IGrainContextAccessor>().GrainContext.ShouldBeNull();
    }

    [Fact]
    public async Task Interface_WithTwoClasses_NeedsTheirNames()
    {
        await using var host = new EngineHost();
        Should.Throw<ArgumentException>(() => host.Grains.GetGrain<ITwinGrain>("t")).Message.ShouldContain("2 grain classes");
        (await host.Grains.GetGrain<ITwinGrain>("t", "Platen.Engine.Embedded.Tests.Grains.TwinOne").NameAsync()).ShouldBe("one");
        (await host.Grains.GetGrain<ITwinGrain>("t", "Platen.Engine.Embedded.Tests.Grains.TwinTwo").NameAsync()).ShouldBe("two");
        Should.Throw<ArgumentException>(() => host.Grains.GetGrain<ITwinGrain>("t", "Nobody")).Message.ShouldContain("No grain class");
    }
}
