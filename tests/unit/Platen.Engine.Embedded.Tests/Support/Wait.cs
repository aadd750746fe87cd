using System.Diagnostics;

namespace Platen.Engine.Embedded.Tests.Support;

/// <summary>Waits for observable events, with a time-out that says what it waited for.</summary>
public static class Wait
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task UntilAsync(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            if (clock.Elapsed > Limit)
            {
                throw new TimeoutException($"waited {Limit} for: {what}");
            }

            await Task.Delay(2);
        }
    }

    public static async Task<T> ForAsync<T>(Task<T> task, string what)
    {
        await ForAsync((Task)task, what);
        return await task;
    }

    public static async Task ForAsync(Task task, string what)
    {
        try
        {
            await task.WaitAsync(Limit);
        }
        catch (TimeoutException fault) when (!task.IsCompleted)
        {
            throw new TimeoutException($"waited {Limit} for: {what}", fault);
        }
    }
}
