using Orleans;

namespace Platen.Benchmarks.Engine;

internal sealed class EchoGrain : Grain, IEchoGrain
{
    private int _calls;

    public Task<int> EchoAsync(int value)
    {
        _calls++;
        return Task.FromResult(value + _calls - _calls);
    }
}
