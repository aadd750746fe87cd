using Platen.Engine.Embedded.Requests;

namespace Platen.Engine.Embedded.Activations;

/// <summary>Finds the activation that a request goes to, for the grains of one class.</summary>
internal abstract class ActivationRouter
{
    /// <summary>All activations, a snapshot.</summary>
    public abstract IEnumerable<Activation> Activations { get; }

    /// <summary>Delivers a request, to a new activation if there is none.</summary>
    /// <returns>A target that the caller may try first next time; null if each request is routed anew.</returns>
    public abstract RequestTarget? Send(string key, GrainRequest request);

    /// <summary>Delivers a request that waited for an activation which has ended.</summary>
    public abstract void Resend(string key, GrainRequest request);

    /// <summary>Forgets an activation that has ended.</summary>
    public abstract void Remove(Activation activation);
}
