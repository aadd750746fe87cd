namespace Orleans.Runtime;

/// <summary>An activation of a grain.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>The grain's id.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object; null until it has been created.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation: a scope that ends with it.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when this activation has ended. Never await it inside the activation itself.</summary>
    Task Deactivated { get; }

    /// <summary>Ends this activation once its running requests have ended.</summary>
    /// <param name="deactivationReason">Why.</param>
    /// <param name="cancellationToken">Cuts <see cref="IGrainBase.OnDeactivateAsync"/> short.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);

    /// <summary>Moves this activation. In one process: it ends, and the next call makes a new one.</summary>
    /// <param name="requestContext">Not used in one process.</param>
    /// <param name="cancellationToken">Cuts <see cref="IGrainBase.OnDeactivateAsync"/> short.</param>
    void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default);
}
