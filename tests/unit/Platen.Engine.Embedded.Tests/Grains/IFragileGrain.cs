using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

/// <summary>Fails, or hangs, when it is activated or deactivated: its key says how.</summary>
public interface IFragileGrain : IGrainWithStringKey
{
    Task PingAsync();

    Task EndSoonAsync();
}
