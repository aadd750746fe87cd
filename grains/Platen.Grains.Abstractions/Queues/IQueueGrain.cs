using Orleans.Concurrency;
using Platen.Domain.Queues;
using Platen.Domain.Users;

namespace Platen.Grains.Abstractions.Queues;

/// <summary>A queue's policy and routing. Key: <see cref="GrainKeys.Queue"/>.</summary>
[Alias("platen.queues.queue-grain")]
public interface IQueueGrain : IGrainWithStringKey
{
    /// <summary>The queue, or null.</summary>
    [Alias("get")]
    [ReadOnly]
    Task<Queue?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Records the queue, or replaces its settings; all errors are named at once. Administrators only.</summary>
    [Alias("put")]
    Task<CommandResult> PutAsync(PutQueue command, Actor actor, CancellationToken cancellationToken);
}
