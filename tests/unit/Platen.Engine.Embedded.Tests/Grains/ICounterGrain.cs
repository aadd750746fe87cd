using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Platen.Engine.Embedded.Tests.Grains;

/// <summary>Counts without any lock: it is right only if turns never overlap.</summary>
public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> AddAsync(int yields);

    ValueTask<int> GetAsync();

    Task<string> KeyAsync();

    Task SetAsync(int value);

    [AlwaysInterleave]
    Task<int> PeekAsync();

    [OneWay]
    Task AddLaterAsync();

    Task EndSoonAsync();

    Task<string?> ContextValueAsync(string name);

    ValueTask TouchAsync();

    Task<GrainId> IdAsync();
}
