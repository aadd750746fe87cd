using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public interface IScopedGrain : IGrainWithStringKey
{
    Task<int> ThingAsync();

    Task<string?> ContextThroughAsync(string name);

    Task<string?> OverwriteAsync(string name, string value);

    Task EndSoonAsync();
}
