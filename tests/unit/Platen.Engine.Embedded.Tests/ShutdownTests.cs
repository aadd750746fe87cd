using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Grains;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests;

public sealed class ShutdownTests
{
    /// <summary>Goes red when shut-down deactivates without waiting for running turns.</summary>
    [Fact]
    public async Task Stop_DuringATurn_WaitsForItsEndAndThenDeactivates()
    {
        await using var host = new EngineHost();
        var call = host.Get<IRelayGrain>("a").HoldAsync("gate");
        await host.Probe.SaidAsync("in gate");
        var stop = host.StopAsync();
        stop.IsCompleted.ShouldBeFalse();
        await Should.ThrowAsync<SiloUnavailableException>(() => host.Get<IRelayGrain>("b").AnswerAsync());
        host.Probe.Open("gate");
        await Wait.ForAsync(Task.WhenAll(call, stop), "the call and the stop");
        host.Probe.Events.ShouldBe(["activate a", "in gate", "out gate", "deactivate a ShuttingDown"]);
    }

    [Fact]
    public async Task Stop_WhileATurnStillCallsOthers_LetsItFinish()
    {
        await using var host = new EngineHost();
        var call = host.Get<IGatedGrain>("first").PassGateAsync("gate", then: "second");
        await host.Probe.SaidAsync("at gate");
        await host.Get<IRelayGrain>("second").AnswerAsync();
        var stop = host.StopAsync();
        await host.Probe.SaidAsync("deactivate second ShuttingDown");
        host.Probe.Open("gate");
        (await Wait.ForAsync(call, "the call")).ShouldBe("second");
        await Wait.ForAsync(stop, "the stop");
        host.Probe.Count("activate second").ShouldBe(2);
        host.Probe.Count("deactivate second ShuttingDown").ShouldBe(2);
    }

    [Fact]
    public async Task Stop_WithCallsInTheQueue_RefusesThem()
    {
        await using var host = new EngineHost();
        var running = host.Get<IRelayGrain>("a").HoldAsync("gate");
        var waiting = host.Get<IRelayGrain>("a").HoldAsync("never");
        await host.Probe.SaidAsync("in gate");
        var stop = host.StopAsync();
        host.Probe.Open("gate");
        await Wait.ForAsync(Task.WhenAll(running, stop), "the running call and the stop");
        await Wait.ForAsync(Should.ThrowAsync<SiloUnavailableException>(() => waiting), "the refusal");
        host.Probe.Count("in never").ShouldBe(0);
    }

    [Fact]
    public async Task Stop_LongerThanItsTimeout_GivesUpAndTellsCallersAndTheLog()
    {
        await using var host = new EngineHost(static options => options.ShutdownTimeout = TimeSpan.FromMilliseconds(100));
        var call = host.Get<IRelayGrain>("a").HoldAsync("gate");
        await host.Probe.SaidAsync("in gate");
        await Wait.ForAsync(host.StopAsync(), "the stop");
        (await Wait.ForAsync(Should.ThrowAsync<SiloUnavailableException>(() => call), "the caller's answer")).Message.ShouldContain("IRelayGrain.HoldAsync of relay/a");
        host.Log.Entries.ShouldContain(static entry => entry.Text.Contains("1 activations had not ended") && entry.Text.Contains("relay/a"));
        host.Probe.Open("gate");
    }

    [Fact]
    public async Task Stop_WithTheHostsToken_IsCutShort()
    {
        await using var host = new EngineHost();
        var call = host.Get<IRelayGrain>("a").HoldAsync("gate");
        await host.Probe.SaidAsync("in gate");
        await Wait.ForAsync(host.StopAsync(new CancellationToken(canceled: true)), "the stop");
        await Wait.ForAsync(Should.ThrowAsync<SiloUnavailableException>(() => call), "the caller's answer");
        host.Probe.Open("gate");
    }

    [Fact]
    public async Task Stop_OfManyGrains_DeactivatesEachOnce()
    {
        await using var host = new EngineHost();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(number => host.Get<ICounterGrain>($"{number}").AddAsync(yields: number % 3)));
        await host.StopAsync();
        for (var number = 0; number < 500; number++)
        {
            host.Probe.Count($"deactivate {number} ShuttingDown").ShouldBe(1);
        }
    }
}
