using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;
using Platen.Engine.Embedded.Activations;

namespace Orleans;

/// <summary>The base class of grains.</summary>
[SuppressMessage("Naming", "CA1725:Parameter names should match base declaration", Justification = "Orleans names them so.")]
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Creates the grain in the activation that the engine is about to activate.</summary>
    protected Grain() => GrainContext = Activation.InTurn!;

    /// <inheritdoc />
    public IGrainContext GrainContext { get; }

    /// <summary>The grain's id as text: <c>type/key</c>.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Own.Engine.Factory;

    /// <summary>The services of this activation: a scope that ends with it.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    private Activation Own => GrainContext as Activation
        ?? throw new InvalidOperationException($"{GetType()} was created outside the grain engine, so it has no activation. Get a reference from IGrainFactory instead.");

    /// <inheritdoc />
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation once its running requests have ended; waiting and later calls go to a new one.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Moves this activation. In one process there is nowhere to move to: it ends, and the next call makes a new one.</summary>
    protected void MigrateOnIdle() => GrainBaseExtensions.MigrateOnIdle(this);

    /// <summary>Keeps this activation from being collected as idle.</summary>
    /// <param name="timeSpan">For how long; <see cref="TimeSpan.MaxValue"/> or infinite is for ever, zero or less undoes an earlier call.</param>
    protected void DelayDeactivation(TimeSpan timeSpan) => Own.DelayDeactivation(timeSpan);
}
