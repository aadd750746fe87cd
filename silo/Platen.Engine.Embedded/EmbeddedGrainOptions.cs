namespace Platen.Engine.Embedded;

/// <summary>Limits of the grain engine.</summary>
public sealed class EmbeddedGrainOptions
{
    /// <summary>How long an activation is idle before it is deactivated. At least one second; default 15 minutes. A class can have its own (<c>[CollectionAgeLimit]</c>, <c>[KeepAlive]</c>).</summary>
    public TimeSpan IdleAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How often idle activations are looked for. Shorter than <see cref="IdleAge"/>; default one minute.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a caller waits before it gets a <see cref="TimeoutException"/>. The call itself may still take effect. Default 30 seconds.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Requests that may wait for one activation; a further one is refused with a <c>LimitExceededException</c>. Default 10,000.</summary>
    public int MaxEnqueuedRequests { get; set; } = 10_000;

    /// <summary>Calls in a chain of calls that wait for each other. Default 1,000.</summary>
    public int MaxCallDepth { get; set; } = 1_000;

    /// <summary>Whether a chain of calls that leads back to a waiting grain fails at once, and not only by its time-out. Default true.</summary>
    public bool DetectDeadlocks { get; set; } = true;

    /// <summary>How long <c>OnActivateAsync</c> may take. Default 30 seconds.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long <c>OnDeactivateAsync</c> may take; after that a new activation may be made. Default 30 seconds.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long shut-down waits for running turns and deactivations. The host's own shut-down time-out cuts it short, too. Default 30 seconds.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(30);
}
