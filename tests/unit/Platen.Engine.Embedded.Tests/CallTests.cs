using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Grains;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests;

public sealed class CallTests
{
    [Fact]
    public async Task Call_EveryReturnShape_GivesItsResult()
    {
        await using var host = new EngineHost();
        var counter = host.Get<ICounterGrain>("one/a");

        await counter.SetAsync(4);
        (await counter.AddAsync(yields: 0)).ShouldBe(5);
        (await counter.AddAsync(yields: 3)).ShouldBe(6);
        (await counter.GetAsync()).ShouldBe(6);
        await counter.TouchAsync();
        (await counter.KeyAsync()).ShouldBe("one/a");
        counter.GetPrimaryKeyString().ShouldBe("one/a");
        (await counter.IdAsync()).ShouldBe(GrainId.Create("counter", "one/a"));
    }

    [Fact]
    public async Task FirstCalls_FromManyThreads_MakeOneActivation()
    {
        await using var host = new EngineHost();
        for (var round = 0; round < 200; round++)
        {
            var key = $"round/{round}";
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => host.Get<ICounterGrain>(key).AddAsync(yields: 1))));
            host.Probe.Count($"activate {key}").ShouldBe(1);
            (await host.Get<ICounterGrain>(key).GetAsync()).ShouldBe(8);
        }
    }

    /// <summary>Goes red when MayStartFirst ignores the running request.</summary>
    [Fact]
    public async Task Turns_UnderHammering_NeverOverlap()
    {
        await using var host = new EngineHost();
        var counter = host.Get<ICounterGrain>("hammered");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            for (var call = 0; call < 1_000; call++)
            {
                await counter.AddAsync(yields: (worker + call) % 3);
            }
        }))).WaitAsync(Wait.Limit);

        (await counter.GetAsync()).ShouldBe(16_000);
        host.Probe.Count("overlap").ShouldBe(0);
    }

    /// <summary>Goes red when waiting requests are dropped, not sent on, at the end of an activation.</summary>
    [Fact]
    public async Task Calls_WhileActivationsEnd_AreNeverLost()
    {
        await using var host = new EngineHost();
        var counter = host.Get<ICounterGrain>("restless");
        var done = 0;
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var call = 0; call < 1_000; call++)
            {
                if (call % 20 == worker)
                {
                    await counter.EndSoonAsync();
                }

                (await counter.AddAsync(yields: call % 2)).ShouldBeGreaterThan(0);
                Interlocked.Increment(ref done);
            }
        }))).WaitAsync(Wait.Limit);

        done.ShouldBe(8_000);
        host.Probe.Count("overlap").ShouldBe(0);
        await host.StopAsync();
        host.Probe.Count("activate restless").ShouldBe(
            host.Probe.Count("deactivate restless ApplicationRequested") + host.Probe.Count("deactivate restless ShuttingDown"));
    }
}
