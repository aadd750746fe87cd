using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public interface IGatedGrain : IGrainWithStringKey
{
    Task<string> PassGateAsync(string gate, string then);
}
