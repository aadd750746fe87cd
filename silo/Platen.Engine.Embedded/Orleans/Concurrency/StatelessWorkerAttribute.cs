namespace Orleans.Concurrency;

/// <summary>A grain class without state of its own: up to a number of activations of one key run side by side.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class StatelessWorkerAttribute : Attribute
{
    /// <summary>As many activations as there are processors.</summary>
    public StatelessWorkerAttribute() => MaxLocalWorkers = Environment.ProcessorCount;

    /// <summary>Up to a number of activations.</summary>
    /// <param name="maxLocalWorkers">The number, 1 or more.</param>
    public StatelessWorkerAttribute(int maxLocalWorkers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLocalWorkers, 1);
        MaxLocalWorkers = maxLocalWorkers;
    }

    internal int MaxLocalWorkers { get; }
}
