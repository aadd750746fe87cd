using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public interface ITwinGrain : IGrainWithStringKey
{
    Task<string> NameAsync();
}
