using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public interface IFragileRelayGrain : IGrainWithStringKey
{
    Task PingAsync(string key);
}
