using System.Diagnostics;

namespace Platen.Cluster.Tests.Support;

/// <summary>Waits for what other threads bring about.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until the answer holds.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="probe">Asks; gives what was found.</param>
    /// <param name="holds">Whether that is it.</param>
    /// <param name="limit">The longest wait.</param>
    public static async Task<T> HoldsAsync<T>(string what, Func<Task<T>> probe, Func<T, bool> holds, TimeSpan? limit = null)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Pause);
        while (true)
        {
            var found = await probe();
            if (holds(found))
            {
                return found;
            }

            if (watch.Elapsed > (limit ?? TimeSpan.FromSeconds(20)))
            {
                throw new TimeoutException($"{what}: not within {watch.Elapsed.TotalSeconds:F1} s; it is {found}.");
            }

            await timer.WaitForNextTickAsync();
        }
    }
}
