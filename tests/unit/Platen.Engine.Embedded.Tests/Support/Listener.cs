using Platen.Engine.Embedded.Tests.Grains;

namespace Platen.Engine.Embedded.Tests.Support;

/// <summary>An observer that writes down what it hears, and fails or waits on demand.</summary>
public sealed class Listener(Probe probe, string name) : INewsObserver
{
    private int _inside;

    public void Tell(int number)
    {
        if (Interlocked.Exchange(ref _inside, 1) != 0)
        {
            probe.Say("overlap");
        }

        probe.Say($"{name} {number}");
        Volatile.Write(ref _inside, 0);
        if (number < 0)
        {
            throw new InvalidDataException($"{name} dislikes {number}");
        }
    }

    public async Task TellAsync(string text)
    {
        await probe.Gate($"{name} hears").Task;
        probe.Say($"{name} {text}");
    }

    public Task<int> AskAsync() => throw new InvalidDataException("ask somebody else");
}
