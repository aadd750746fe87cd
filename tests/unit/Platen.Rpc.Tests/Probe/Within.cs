namespace Platen.Rpc.Tests.Probe;

/// <summary>Waits for an event that must come, with a time-out that says what was waited for.</summary>
internal static class Within
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static async Task SecondsAsync(Task task, string what)
    {
        if (await Task.WhenAny(task, Task.Delay(Limit)) != task)
        {
            throw new TimeoutException($"Waited {Limit.TotalSeconds} s in vain: {what}.");
        }

        await task;
    }

    public static async Task<T> SecondsAsync<T>(Task<T> task, string what)
    {
        await SecondsAsync((Task)task, what);
        return await task;
    }

    public static async Task<RpcException> RpcFailureAsync(Func<Task> call)
    {
        var task = call();
        return await Should.ThrowAsync<RpcException>(() => SecondsAsync(task, "the call to fail"));
    }
}
