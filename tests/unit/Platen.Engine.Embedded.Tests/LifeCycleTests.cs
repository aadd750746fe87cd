using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Grains;
using Platen.Engine.Embedded.Tests.Support;
using Platen.TestKit.Time;

namespace Platen.Engine.Embedded.Tests;

public sealed class LifeCycleTests
{
    [Fact]
    public async Task Activation_ThatFails_FailsAllItsCallersAndTheNextCallTriesAnew()
    {
        await using var host = new EngineHost();
        var grain = host.Get<IFragileGrain>("fails once");
        var first = grain.PingAsync();
        var second = grain.PingAsync();
        host.Probe.Open("failing");
        (await Should.ThrowAsync<InvalidDataException>(() => first)).Message.ShouldBe("not yet");
        (await Should.ThrowAsync<InvalidDataException>(() => second)).Message.ShouldBe("not yet");
        await grain.PingAsync();
        host.Probe.Count("activate fails once").ShouldBe(2);
        host.Probe.Count("deactivate fails once").ShouldBe(0);
        await host.Probe.SaidAsync("disposed");
    }

    [Fact]
    public async Task Constructor_ThatFails_FailsItsCallerAndTheNextCallTriesAnew()
    {
        await using var host = new EngineHost();
        var grain = host.Get<IFragileGrain>("constructor fails");
        (await Should.ThrowAsync<InvalidDataException>(grain.PingAsync)).Message.ShouldBe("constructor");
        await grain.PingAsync();
    }

    [Fact]
    public async Task Activation_ThatHangs_FailsAtItsTimeout()
    {
        var clock = new ManualTimeProvider();
        await using var host = new EngineHost(static options => options.ActivationTimeout = TimeSpan.FromSeconds(10), clock);
        var call = host.Get<IFragileGrain>("hangs").PingAsync();
        await host.Probe.SaidAsync("activate hangs");
        await clock.WaitForTimersAsync(3);
        clock.Advance(TimeSpan.FromSeconds(11));
        (await Wait.ForAsync(Should.ThrowAsync<TimeoutException>(() => call), "the time-out")).Message.ShouldContain("OnActivateAsync of fragile/hangs");
    }

    [Fact]
    public async Task Activation_ThatEndsItself_StillServesWhoWaits()
    {
        await using var host = new EngineHost();
        await Wait.ForAsync(host.Get<IFragileGrain>("ends at once").PingAsync(), "the answer");
        await host.Probe.SaidAsync("deactivate ends at once");
        host.Probe.Count("activate ends at once").ShouldBe(1);
    }

    [Fact]
    public async Task Deactivation_WithCallsWaiting_EndsFirstAndHandsThemToTheNextActivation()
    {
        await using var host = new EngineHost();
        var grain = host.Get<IFragileGrain>("waits at its end");
        await grain.EndSoonAsync();
        await host.Probe.SaidAsync("deactivate waits at its end");
        var calls = Enumerable.Range(0, 5).Select(_ => grain.PingAsync()).ToList();
        calls.ShouldAllBe(static call => !call.IsCompleted);
        host.Probe.Count("activate waits at its end").ShouldBe(1);
        host.Probe.Open("end");
        await Wait.ForAsync(Task.WhenAll(calls), "the waiting calls");
        host.Probe.Count("activate waits at its end").ShouldBe(2);
        host.Probe.Events.ShouldBe(["activate waits at its end", "deactivate waits at its end", "disposed", "activate waits at its end"]);
    }

    [Fact]
    public async Task Deactivation_DuringATurn_WaitsForItsEnd()
    {
        await using var host = new EngineHost();
        var relay = host.Get<IRelayGrain>("a");
        var running = relay.EndAndHoldAsync("gate");
        var waiting = relay.ForwardAsync([]);
        await host.Probe.SaidAsync("in gate");
        host.Probe.Count("deactivate a ApplicationRequested").ShouldBe(0);
        host.Probe.Open("gate");
        await Wait.ForAsync(Task.WhenAll(running, waiting), "both calls");
        host.Probe.Events.ShouldBe(["activate a", "in gate", "out gate", "deactivate a ApplicationRequested", "activate a"]);
    }

    [Fact]
    public async Task Deactivation_ThatFails_IsLoggedAndEndsTheActivation()
    {
        await using var host = new EngineHost();
        var grain = host.Get<IFragileGrain>("fails at its end");
        await grain.EndSoonAsync();
        await grain.PingAsync();
        host.Probe.Count("activate fails at its end").ShouldBe(2);
        host.Log.Entries.ShouldContain(static entry => entry.Exception is InvalidDataException && entry.Text.Contains("fragile/fails at its end"));
    }

    [Fact]
    public async Task Deactivation_ThatHangs_EndsAtItsTimeout()
    {
        await using var host = new EngineHost(static options => options.DeactivationTimeout = TimeSpan.FromMilliseconds(50));
        var grain = host.Get<IFragileGrain>("hangs at its end");
        await grain.EndSoonAsync();
        await Wait.ForAsync(grain.PingAsync(), "the next activation");
        host.Probe.Count("activate hangs at its end").ShouldBe(2);
    }

    [Fact]
    public async Task Idle_LongerThanItsAge_IsDeactivatedAndComesBackAtTheNextCall()
    {
        var clock = new ManualTimeProvider();
        await using var host = new EngineHost(static options => options.IdleAge = TimeSpan.FromMinutes(10), clock);
        var counter = host.Get<ICounterGrain>("idle");
        await counter.SetAsync(7);
        clock.Advance(TimeSpan.FromMinutes(6));
        await counter.TouchAsync();
        clock.Advance(TimeSpan.FromMinutes(6));
        host.Probe.Count($"deactivate idle {Orleans.DeactivationReasonCode.ActivationIdle}").ShouldBe(0);
        clock.Advance(TimeSpan.FromMinutes(6));
        await host.Probe.SaidAsync("deactivate idle ActivationIdle");
        (await counter.GetAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Idle_WhileATurnRuns_IsNotDeactivated()
    {
        var clock = new ManualTimeProvider();
        await using var host = new EngineHost(static options => options.CallTimeout = TimeSpan.FromHours(5), clock);
        var call = host.Get<IRelayGrain>("busy").HoldAsync("gate");
        await host.Probe.SaidAsync("in gate");
        clock.Advance(TimeSpan.FromHours(2));
        host.Probe.Open("gate");
        await Wait.ForAsync(call, "the call");
        host.Probe.Count("deactivate busy ActivationIdle").ShouldBe(0);
    }

    [Fact]
    public async Task Context_OfAnActivation_CompletesWhenItHasEnded()
    {
        await using var host = new EngineHost();
        var context = await host.Get<ITimedGrain>("t").ContextAsync();
        var ended = ContextBox.Take(context);
        ended.Deactivated.IsCompleted.ShouldBeFalse();
        ended.Deactivate(new Orleans.DeactivationReason(Orleans.DeactivationReasonCode.ApplicationRequested, "the test"));
        await Wait.ForAsync(ended.Deactivated, "the end");
        ended.GrainId.ShouldBe(GrainId.Create("timed", "t"));
    }
}
