using Platen.Engine.Embedded.Tests.Grains;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests;

public sealed class InterleavingTests
{
    /// <summary>Goes red when a request counts as ended at its first await.</summary>
    [Fact]
    public async Task Turn_AtAnAwait_KeepsOtherCallsWaiting()
    {
        await using var host = new EngineHost();
        var relay = host.Get<IRelayGrain>("a");
        var first = relay.HoldAsync("one");
        var second = relay.HoldAsync("two");
        await host.Probe.SaidAsync("in one");
        host.Probe.Open("two");
        host.Probe.Count("in two").ShouldBe(0);
        host.Probe.Open("one");
        await Wait.ForAsync(Task.WhenAll(first, second), "both calls");
        host.Probe.Events.ShouldBe(["activate a", "in one", "out one", "in two", "out two"]);
    }

    [Fact]
    public async Task AlwaysInterleave_DuringATurn_RunsAtOnce()
    {
        await using var host = new EngineHost();
        var relay = host.Get<IRelayGrain>("a");
        var held = relay.HoldAsync("one");
        await host.Probe.SaidAsync("in one");
        var interleaved = relay.HoldInterleavedAsync("two");
        await host.Probe.SaidAsync("in two");
        host.Probe.Open("two");
        await Wait.ForAsync(interleaved, "the interleaved call");
        held.IsCompleted.ShouldBeFalse();
        host.Probe.Open("one");
        await Wait.ForAsync(held, "the first call");
    }

    [Fact]
    public async Task ReadOnly_CallsRunTogetherButNotWithOthers()
    {
        await using var host = new EngineHost();
        var relay = host.Get<IRelayGrain>("a");
        var readers = new[] { relay.ReadAsync("r1"), relay.ReadAsync("r2") };
        await host.Probe.SaidAsync("in r1");
        await host.Probe.SaidAsync("in r2");
        var writer = relay.HoldAsync("w");
        var late = relay.ReadAsync("r3");
        host.Probe.Open("r1");
        await Wait.ForAsync(readers[0], "the first reader");
        host.Probe.Count("in w").ShouldBe(0);
        host.Probe.Open("r2");
        await host.Probe.SaidAsync("in w");
        host.Probe.Count("in r3").ShouldBe(0, "a reader must not overtake the writer that waited first");
        host.Probe.Open("w");
        host.Probe.Open("r3");
        await Wait.ForAsync(Task.WhenAll([.. readers, writer, late]), "all calls");
    }

    /// <summary>Goes red when TryEnterInline ignores a busy scheduler.</summary>
    [Fact]
    public async Task Reentrant_CallsInterleaveAtAwaitsAndNeverRunAtOnce()
    {
        await using var host = new EngineHost();
        var grain = host.Get<IReentrantGrain>("re");
        var held = grain.HoldAsync("gate");
        await host.Probe.SaidAsync("in gate");
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            for (var call = 0; call < 500; call++)
            {
                await grain.AddAsync(yields: 2);
            }
        }))).WaitAsync(Wait.Limit);
        (await grain.AddAsync(yields: 0)).ShouldBe(16_000);
        host.Probe.Count("overlap").ShouldBe(0);
        held.IsCompleted.ShouldBeFalse();
        host.Probe.Open("gate");
        await Wait.ForAsync(held, "the held call");
    }

    [Fact]
    public async Task Reentrant_ChainBackToItself_Runs()
    {
        await using var host = new EngineHost();
        (await Wait.ForAsync(host.Get<IReentrantGrain>("one").AskBackAsync("two"), "the answer")).ShouldBe("asked");
    }

    [Fact]
    public async Task StatelessWorker_RunsUpToItsNumberSideBySide()
    {
        await using var host = new EngineHost();
        var worker = host.Get<IWorkerGrain>("w");
        var calls = Enumerable.Range(0, 4).Select(index => worker.HoldAsync($"g{index}")).ToList();
        await host.Probe.SaidAsync("in g0");
        await host.Probe.SaidAsync("in g1");
        await host.Probe.SaidAsync("in g2");
        host.Probe.Count("in g3").ShouldBe(0);
        host.Probe.Open("g0");
        host.Probe.Open("g1");
        host.Probe.Open("g2");
        await host.Probe.SaidAsync("in g3");
        host.Probe.Open("g3");
        await Wait.ForAsync(Task.WhenAll(calls), "all calls");
    }

    [Fact]
    public async Task OneWay_Call_IsCompleteAtOnceAndKeepsItsOrder()
    {
        await using var host = new EngineHost();
        var relay = host.Get<IRelayGrain>("a");
        var held = relay.HoldAsync("gate");
        for (var index = 0; index < 50; index++)
        {
            relay.TellAsync($"{index}").IsCompletedSuccessfully.ShouldBeTrue();
        }

        host.Probe.Open("gate");
        await Wait.ForAsync(held, "the held call");
        await host.Probe.SaidAsync("49");
        host.Probe.Events.Where(static text => char.IsAsciiDigit(text[0])).ShouldBe(Enumerable.Range(0, 50).Select(static index => $"{index}"));
    }

    [Fact]
    public async Task Turn_AfterAwaits_StaysOnItsScheduler()
    {
        await using var host = new EngineHost();
        (await host.Get<IRelayGrain>("a").StaysInTurnAsync()).ShouldBeTrue();
        (await host.Get<IRelayGrain>("a").StaysInTurnAsync()).ShouldBeTrue("also when the call runs on its caller's thread");
    }

    [Fact]
    public async Task LongChain_OfSynchronousCalls_DoesNotOverflowTheStack()
    {
        const int Length = 20_000;
        await using var host = new EngineHost(static options => options.MaxCallDepth = Length + 1);
        (await Wait.ForAsync(host.Get<IStepGrain>($"{Length}").DownAsync(Length), "the end of the chain")).ShouldBe(Length);
        (await Wait.ForAsync(host.Get<IStepGrain>($"{Length}").DownAsync(Length), "the end of the chain, all active")).ShouldBe(Length);
    }

    [Fact]
    public async Task Chain_LongerThanItsLimit_IsRefused()
    {
        await using var host = new EngineHost(static options => options.MaxCallDepth = 100);
        (await Wait.ForAsync(Should.ThrowAsync<Orleans.Runtime.LimitExceededException>(() => host.Get<IStepGrain>("200").DownAsync(200)), "the refusal")).Message.ShouldContain("MaxCallDepth");
    }
}
