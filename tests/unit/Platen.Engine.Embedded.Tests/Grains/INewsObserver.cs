using Orleans;
using Orleans.Concurrency;

namespace Platen.Engine.Embedded.Tests.Grains;

public interface INewsObserver : IGrainObserver
{
    void Tell(int number);

    [OneWay]
    Task TellAsync(string text);

    Task<int> AskAsync();
}
