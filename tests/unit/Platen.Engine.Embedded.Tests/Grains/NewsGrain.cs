using Orleans;

namespace Platen.Engine.Embedded.Tests.Grains;

public sealed class NewsGrain : Grain, INewsGrain
{
    private readonly List<INewsObserver> _observers = [];

    public Task SubscribeAsync(INewsObserver observer)
    {
        _observers.Add(observer);
        return Task.CompletedTask;
    }

    public Task PublishAsync(int from, int count)
    {
        for (var number = from; number < from + count; number++)
        {
            foreach (var observer in _observers)
            {
                observer.Tell(number);
            }
        }

        return Task.CompletedTask;
    }

    public async Task PublishTextAsync(string text)
    {
        foreach (var observer in _observers)
        {
            await observer.TellAsync(text);
        }
    }

    public Task<int> AskAsync() => _observers[0].AskAsync();
}
