using Orleans;
using Orleans.Concurrency;

namespace Platen.Engine.Embedded.Tests.Grains;

/// <summary>A grain with a timer and a lifetime of its own.</summary>
public interface ITimedGrain : IGrainWithStringKey
{
    Task StartAsync(TimeSpan due, TimeSpan period, bool interleave, bool keepAlive);

    Task ChangeAsync(TimeSpan due, TimeSpan period);

    Task StopAsync();

    Task HoldAsync(string gate);

    Task<int> WorkAsync(int yields);

    Task KeepAsync(TimeSpan time);

    Task EndSoonAsync();

    Task StartOutsideTurnAsync();

    [AlwaysInterleave]
    Task<string> ContextAsync();
}
