using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public interface INewsGrain : IGrainWithStringKey
{
    Task SubscribeAsync(INewsObserver observer);

    Task PublishAsync(int from, int count);

    Task PublishTextAsync(string text);

    Task<int> AskAsync();
}
