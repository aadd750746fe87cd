using Platen.Engine.Embedded.Tests.Grains;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests;

public sealed class FailureTests
{
    [Fact]
    public async Task Exception_ThrownAtOnce_ReachesTheCallerWithItsStack()
    {
        await using var host = new EngineHost();
        var fault = await Should.ThrowAsync<InvalidDataException>(() => host.Get<IRelayGrain>("a").ThrowAsync("broken"));
        fault.Message.ShouldBe("broken");
        fault.StackTrace.ShouldNotBeNull().ShouldContain("RelayGrain.ThrowAsync");
    }

    [Fact]
    public async Task Exception_ThrownAfterAnAwait_ReachesTheCallerWithItsStack()
    {
        await using var host = new EngineHost();
        var fault = await Should.ThrowAsync<InvalidDataException>(() => host.Get<IRelayGrain>("a").ThrowLateAsync("broken"));
        fault.StackTrace.ShouldNotBeNull().ShouldContain(nameof(RelayGrain.ThrowLateAsync));
    }

    [Fact]
    public async Task NullTask_OfAMethod_IsAnErrorThatNamesIt()
    {
        await using var host = new EngineHost();
        (await Should.ThrowAsync<InvalidOperationException>(() => host.Get<IRelayGrain>("a").NoTaskAsync())).Message.ShouldContain("IRelayGrain.NoTaskAsync");
    }

    [Fact]
    public async Task Failure_OfACall_LeavesTheGrainUsable()
    {
        await using var host = new EngineHost();
        var relay = host.Get<IRelayGrain>("a");
        await Should.ThrowAsync<InvalidDataException>(() => relay.ThrowAsync("broken"));
        (await relay.AnswerAsync()).ShouldBe("a");
        host.Probe.Count("activate a").ShouldBe(1);
    }

    [Fact]
    public async Task OneWay_Failure_IsLoggedAndNotReported()
    {
        await using var host = new EngineHost();
        await host.Get<IRelayGrain>("a").TellFailureAsync();
        await Wait.UntilAsync(() => host.Log.Entries.Any(static entry => entry.Exception?.Message == "nobody hears this"), "the log entry of the one-way call's failure");
        host.Log.Entries.ShouldContain(static entry => entry.Text.Contains("IRelayGrain.TellFailureAsync of relay/a"));
    }
}
