using System.Collections.Immutable;
using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests.Grains;

public sealed class RelayGrain(Probe probe) : Grain, IRelayGrain
{
    private string Key => this.GetPrimaryKeyString();

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        probe.Say($"activate {Key}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Say($"deactivate {Key} {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public async Task HoldAsync(string gate)
    {
        probe.Say($"in {gate}");
        await probe.Gate(gate).Task;
        probe.Say($"out {gate}");
    }

    public Task HoldInterleavedAsync(string gate) => HoldAsync(gate);

    public Task ReadAsync(string gate) => HoldAsync(gate);

    public async Task<int> WaitForCancelAsync(string name, CancellationToken cancellationToken)
    {
        probe.Say($"in {name}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            probe.Say($"cancelled {name}");
        }

        return 1;
    }

    public async Task<string> ForwardAsync(ImmutableArray<string> relays) => relays.IsEmpty ? Key : await Relay(relays[0]).ForwardAsync(relays.RemoveAt(0));

    public Task<string> AnswerAsync() => Task.FromResult(Key);

    public async Task<string> ForwardReadAsync(ImmutableArray<string> relays) => relays.IsEmpty ? Key : await Relay(relays[0]).ForwardReadAsync(relays.RemoveAt(0));

    public Task<string> AskBackAsync(string via) => Relay(via).AskAsync(Key);

    public Task<string> AskAsync(string relay) => Relay(relay).AnswerAsync();

    public Task ThrowAsync(string message) => throw new InvalidDataException(message);

    public async Task<int> ThrowLateAsync(string message)
    {
        await Task.Yield();
        throw new InvalidDataException(message);
    }

#pragma warning disable MA0022 // the mistake that the engine must report
    public Task<int> NoTaskAsync() => null!;
#pragma warning restore MA0022

    public Task TellAsync(string text)
    {
        probe.Say(text);
        return Task.CompletedTask;
    }

    public async Task TellBackAsync(string relay)
    {
        await Relay(relay).TellAsync($"told {relay}");
        (await Relay(relay).ForwardAsync([])).ShouldBe(relay);
        probe.Say($"told back {relay}");
    }

    public Task TellFailureAsync() => throw new InvalidDataException("nobody hears this");

    public async Task<string> TellThroughAsync(string relay)
    {
        await Relay(relay).TellBackAsync(Key);
        return Key;
    }

    public async Task<bool> StaysInTurnAsync()
    {
        var scheduler = TaskScheduler.Current;
        await Task.Delay(1);
        var after = ReferenceEquals(scheduler, TaskScheduler.Current);
        var started = await Task.Factory.StartNew(() => ReferenceEquals(scheduler, TaskScheduler.Current));
        await Task.Run(static () => { });
        return after && started && ReferenceEquals(scheduler, TaskScheduler.Current) && scheduler != TaskScheduler.Default && SynchronizationContext.Current is null;
    }

    public Task<string> SelfKeyThroughAsync(string relay) => Relay(relay).KeyOfAsync(this);

    public Task<string> KeyOfAsync(IRelayGrain relay) => Task.FromResult($"{relay.GetPrimaryKeyString()} {relay is Grain}");

    public async Task EndAndHoldAsync(string gate)
    {
        DeactivateOnIdle();
        await HoldAsync(gate);
    }

    private IRelayGrain Relay(string key) => GrainFactory.GetGrain<IRelayGrain>(key);
}
