using Orleans;

namespace Platen.Benchmarks.Engine;

internal interface IEchoGrain : IGrainWithStringKey
{
    Task<int> EchoAsync(int value);
}
