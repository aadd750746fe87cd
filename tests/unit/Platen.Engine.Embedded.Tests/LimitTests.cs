using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Grains;
using Platen.Engine.Embedded.Tests.Support;
using Platen.TestKit.Time;

namespace Platen.Engine.Embedded.Tests;

public sealed class LimitTests
{
    [Fact]
    public async Task Queue_AtItsLimit_RefusesFurtherCallsAndNamesTheGrain()
    {
        await using var host = new EngineHost(static options => options.MaxEnqueuedRequests = 5);
        var relay = host.Get<IRelayGrain>("full");
        var held = relay.HoldAsync("gate");
        await host.Probe.SaidAsync("in gate");
        var waiting = Enumerable.Range(0, 5).Select(_ => relay.ForwardAsync([])).ToList();
        var fault = await Should.ThrowAsync<LimitExceededException>(() => relay.ForwardAsync([]));
        fault.Message.ShouldContain("relay/full");
        fault.Message.ShouldContain("MaxEnqueuedRequests");
        host.Probe.Open("gate");
        await Wait.ForAsync(Task.WhenAll([held, .. waiting]), "the calls within the limit");
    }

    [Fact]
    public async Task InterleavingCalls_AtTheLimit_AreRefused()
    {
        await using var host = new EngineHost(static options => options.MaxEnqueuedRequests = 5);
        var relay = host.Get<IRelayGrain>("full");
        var held = Enumerable.Range(0, 5).Select(_ => relay.HoldInterleavedAsync("gate")).ToList();
        await host.Probe.SaidAsync("in gate", times: 5);
        await Should.ThrowAsync<LimitExceededException>(() => relay.HoldInterleavedAsync("gate"));
        host.Probe.Open("gate");
        await Wait.ForAsync(Task.WhenAll(held), "the calls within the limit");
    }

    [Fact]
    public async Task Call_LongerThanItsTimeout_FailsForItsCallerAndRunsOn()
    {
        var clock = new ManualTimeProvider();
        await using var host = new EngineHost(time: clock);
        var call = host.Get<IRelayGrain>("slow").HoldAsync("gate");
        await host.Probe.SaidAsync("in gate");
        clock.Advance(TimeSpan.FromSeconds(29));
        call.IsCompleted.ShouldBeFalse();
        clock.Advance(TimeSpan.FromSeconds(3));
        var fault = await Wait.ForAsync(Should.ThrowAsync<TimeoutException>(() => call), "the time-out");
        fault.Message.ShouldContain("IRelayGrain.HoldAsync of relay/slow did not end within 00:00:30");
        host.Probe.Open("gate");
        await host.Probe.SaidAsync("out gate");
    }

    /// <summary>Goes red when a request that timed out in the queue still runs.</summary>
    [Fact]
    public async Task Call_TimedOutInTheQueue_NeverRuns()
    {
        var clock = new ManualTimeProvider();
        await using var host = new EngineHost(time: clock);
        var relay = host.Get<IRelayGrain>("slow");
        var held = relay.HoldAsync("gate");
        await host.Probe.SaidAsync("in gate");
        var queued = relay.HoldAsync("never");
        clock.Advance(TimeSpan.FromSeconds(32));
        await Wait.ForAsync(Should.ThrowAsync<TimeoutException>(() => queued), "the time-out of the queued call");
        await Wait.ForAsync(Should.ThrowAsync<TimeoutException>(() => held), "the time-out of the running call");
        host.Probe.Open("never");
        host.Probe.Open("gate");
        (await relay.ForwardAsync([])).ShouldBe("slow");
        host.Probe.Count("in never").ShouldBe(0);
    }

    [Fact]
    public async Task Cancellation_DuringTheCall_ReachesTheMethodAndItsCaller()
    {
        await using var host = new EngineHost();
        using var source = new CancellationTokenSource();
        var call = host.Get<IRelayGrain>("a").WaitForCancelAsync("wait", source.Token);
        await host.Probe.SaidAsync("in wait");
        await source.CancelAsync();
        await Wait.ForAsync(Should.ThrowAsync<OperationCanceledException>(() => call), "the cancellation");
        await host.Probe.SaidAsync("cancelled wait");
        call.IsCanceled.ShouldBeTrue();
    }

    [Fact]
    public async Task Cancellation_InTheQueue_EndsTheWaitAndTheCallNeverRuns()
    {
        await using var host = new EngineHost();
        using var source = new CancellationTokenSource();
        var relay = host.Get<IRelayGrain>("a");
        var held = relay.HoldAsync("gate");
        var call = relay.WaitForCancelAsync("wait", source.Token);
        await source.CancelAsync();
        await Wait.ForAsync(Should.ThrowAsync<OperationCanceledException>(() => call), "the cancellation");
        host.Probe.Open("gate");
        await Wait.ForAsync(held, "the held call");
        (await relay.ForwardAsync([])).ShouldBe("a");
        host.Probe.Count("in wait").ShouldBe(0);
    }

    [Fact]
    public async Task Cancellation_BeforeTheCall_NeverSendsIt()
    {
        await using var host = new EngineHost();
        var call = host.Get<IRelayGrain>("a").WaitForCancelAsync("wait", new CancellationToken(canceled: true));
        call.IsCanceled.ShouldBeTrue();
        host.Probe.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Key_EmptyOrTooLong_IsRefused()
    {
        await using var host = new EngineHost();
        Should.Throw<ArgumentException>(() => host.Get<IRelayGrain>(" "));
        Should.Throw<ArgumentException>(() => host.Get<IRelayGrain>(new string('k', 1025))).Message.ShouldContain("1024");
    }
}
