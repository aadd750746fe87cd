using System.Diagnostics;

namespace Platen.E2E.Tests.Running;

/// <summary>Waits for something that can be observed, and says what it waited for when it does not come.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LimitDefault = TimeSpan.FromSeconds(30);

    /// <summary>Asks until there is an answer. Connection faults count as none: the system may just be starting again.</summary>
    public static async Task<T> GetAsync<T>(string what, Func<Task<T?>> ask, TimeSpan? limit = null, TimeSpan? pause = null)
        where T : class
    {
        var clock = Stopwatch.StartNew();
        Exception? fault = null;
        while (clock.Elapsed < (limit ?? LimitDefault))
        {
            try
            {
                if (await ask() is { } answer)
                {
                    return answer;
                }
            }
            catch (Exception e) when (e is HttpRequestException or IOException or SystemFaultException)
            {
                fault = e;
            }

            await Task.Delay(pause ?? Pause);
        }

        throw new TimeoutException($"Waited {clock.Elapsed.TotalSeconds:0} s in vain for: {what}. {fault?.Message}");
    }

    /// <summary>Asks until it is so.</summary>
    public static Task TrueAsync(string what, Func<Task<bool>> ask, TimeSpan? limit = null, TimeSpan? pause = null) =>
        GetAsync(what, async () => await ask() ? what : null, limit, pause);
}
