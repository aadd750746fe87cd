using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Tests.Support;

namespace Platen.Engine.Embedded.Tests.Grains;

public sealed class FragileGrain : Grain, IFragileGrain, IDisposable
{
    private readonly Probe _probe;

    public FragileGrain(Probe probe)
    {
        _probe = probe;
        if (this.GetPrimaryKeyString() == "constructor fails" && probe.Count("constructed") == 0)
        {
            probe.Say("constructed");
            throw new InvalidDataException("constructor");
        }
    }

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        _probe.Say($"activate {key}");
        switch (key)
        {
            case "fails once" when _probe.Count($"activate {key}") == 1:
                await _probe.Gate("failing").Task;
                throw new InvalidDataException("not yet");
            case "calls back":
                await GrainFactory.GetGrain<IFragileRelayGrain>("r").PingAsync(key);
                break;
            case "hangs":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
            case "ends at once":
                DeactivateOnIdle();
                break;
            case "waits":
                await _probe.Gate("activation").Task;
                break;
            default:
                break;
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        var key = this.GetPrimaryKeyString();
        _probe.Say($"deactivate {key}");
        switch (key)
        {
            case "fails at its end":
                throw new InvalidDataException("end");
            case "hangs at its end":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
            case "waits at its end":
                await _probe.Gate("end").Task;
                break;
            default:
                break;
        }
    }

    public Task PingAsync() => Task.CompletedTask;

    public Task EndSoonAsync()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public void Dispose() => _probe.Say("disposed");
}
