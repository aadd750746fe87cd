using Platen.Engine.Embedded.Tests.Grains;
using Platen.Engine.Embedded.Tests.Support;
using Platen.TestKit.Time;

namespace Platen.Engine.Embedded.Tests;

/// <summary>All go red (hang to their time-out) when RequestTarget.FindBlockedCaller always finds nothing.</summary>
public sealed class DeadlockTests
{
    [Fact]
    public async Task Chain_BackToItsStartOverThreeGrains_FailsAtOnceAndNamesTheChain()
    {
        await using var host = new EngineHost();
        var fault = await Wait.ForAsync(Should.ThrowAsync<GrainCallDeadlockException>(() => host.Get<IRelayGrain>("a").ForwardAsync(["b", "c", "a"])), "the deadlock's exception");
        fault.Message.ShouldContain(
            "relay/a (IRelayGrain.ForwardAsync) -> relay/b (IRelayGrain.ForwardAsync) -> relay/c (IRelayGrain.ForwardAsync) -> relay/a (IRelayGrain.ForwardAsync)");
    }

    [Fact]
    public async Task Chain_BackToItself_FailsAtOnce()
    {
        await using var host = new EngineHost();
        await Wait.ForAsync(Should.ThrowAsync<GrainCallDeadlockException>(() => host.Get<IRelayGrain>("a").ForwardAsync(["a"])), "the deadlock's exception");
    }

    [Fact]
    public async Task Chain_BackToAMiddleGrain_FailsAtOnceAndLeavesAllUsable()
    {
        await using var host = new EngineHost();
        await Wait.ForAsync(Should.ThrowAsync<GrainCallDeadlockException>(() => host.Get<IRelayGrain>("a").ForwardAsync(["b", "c", "b"])), "the deadlock's exception");
        (await host.Get<IRelayGrain>("a").ForwardAsync(["b", "c"])).ShouldBe("c");
    }

    [Fact]
    public async Task Chain_BackToAnInterleavingMethod_Runs()
    {
        await using var host = new EngineHost();
        (await Wait.ForAsync(host.Get<IRelayGrain>("a").AskBackAsync("b"), "the answer")).ShouldBe("a");
    }

    [Fact]
    public async Task Chain_OfReadOnlyCalls_RunsInCirclesEvenPastAWaitingWriter()
    {
        await using var host = new EngineHost();
        var relay = host.Get<IRelayGrain>("a");
        var reader = relay.ReadAsync("first reader");
        var writer = relay.HoldAsync("writer");
        (await Wait.ForAsync(host.Get<IRelayGrain>("z").ForwardReadAsync(["b", "c", "b"]), "the answer")).ShouldBe("b");
        host.Probe.Open("first reader");
        host.Probe.Open("writer");
        await Wait.ForAsync(Task.WhenAll(reader, writer), "both to end");
    }

    [Fact]
    public async Task OneWayCall_BackToItsCaller_RunsAfterIt()
    {
        await using var host = new EngineHost();
        (await Wait.ForAsync(host.Get<IRelayGrain>("a").TellThroughAsync("b"), "the answer")).ShouldBe("a");
        await host.Probe.SaidAsync("told back a");
    }

    [Fact]
    public async Task Activation_ThatCallsAGrainThatCallsItBack_FailsAtOnce()
    {
        await using var host = new EngineHost();
        await Wait.ForAsync(Should.ThrowAsync<GrainCallDeadlockException>(() => host.Get<IFragileGrain>("calls back").PingAsync()), "the deadlock's exception");
    }

    [Fact]
    public async Task StatelessWorkers_AllWaitingForACall_FailAtOnce()
    {
        await using var host = new EngineHost();
        (await Wait.ForAsync(host.Get<IWorkerGrain>("w").NestAsync(depth: 2), "the nested calls")).ShouldBe(0);
        await Wait.ForAsync(Should.ThrowAsync<GrainCallDeadlockException>(() => host.Get<IWorkerGrain>("w").NestAsync(depth: 3)), "the deadlock's exception");
    }

    [Fact]
    public async Task Detection_SwitchedOff_LeavesItToTheTimeout()
    {
        var clock = new ManualTimeProvider();
        await using var host = new EngineHost(static options => options.DetectDeadlocks = false, clock);
        // else the clock may jump while one of them is being activated, which has a time-out of its own
        await host.Get<IRelayGrain>("a").AnswerAsync();
        await host.Get<IRelayGrain>("b").AnswerAsync();
        var call = host.Get<IRelayGrain>("a").ForwardAsync(["b", "a"]);
        call.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(32));
        await Wait.ForAsync(Should.ThrowAsync<TimeoutException>(() => call), "the time-out");
    }
}
