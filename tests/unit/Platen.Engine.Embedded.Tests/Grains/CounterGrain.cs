using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests.Grains;

public sealed class CounterGrain(Probe probe) : Grain, ICounterGrain
{
    private int _inside;
    private int _value;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        probe.Say($"activate {this.GetPrimaryKeyString()}");
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        probe.Say($"deactivate {this.GetPrimaryKeyString()} {reason.ReasonCode}");
        return Task.CompletedTask;
    }

    public async Task<int> AddAsync(int yields)
    {
        Enter();
        var before = _value;
        for (var count = 0; count < yields; count++)
        {
            await Task.Yield();
        }

        _value = before + 1;
        Exit();
        return _value;
    }

    public ValueTask<int> GetAsync() => new(_value);

    public Task<string> KeyAsync() => Task.FromResult(this.GetPrimaryKeyString());

    public Task SetAsync(int value)
    {
        _value = value;
        return Task.CompletedTask;
    }

    public Task<int> PeekAsync() => Task.FromResult(_value);

    public Task AddLaterAsync()
    {
        _value++;
        return Task.CompletedTask;
    }

    public Task EndSoonAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public Task<string?> ContextValueAsync(string name) => Task.FromResult((string?)RequestContext.Get(name));

    public ValueTask TouchAsync() => default;

    public Task<GrainId> IdAsync() => Task.FromResult(this.GetGrainId());

    private void Enter()
    {
        if (Interlocked.Exchange(ref _inside, 1) != 0)
        {
            probe.Say("overlap");
        }
    }

    private void Exit() => Volatile.Write(ref _inside, 0);
}
