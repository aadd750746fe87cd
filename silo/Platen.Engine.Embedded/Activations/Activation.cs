using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Platen.Engine.Embedded.Requests;
using Platen.Engine.Embedded.Turns;

namespace Platen.Engine.Embedded.Activations;

/// <summary>One activation of a grain: the grain object, its turns and its services.</summary>
internal sealed partial class Activation(GrainClass grainClass, string key, ActivationRouter router) : RequestTarget(grainClass.Engine), IGrainContext
{
    private object? _instance;
    private AsyncServiceScope? _services;
    private TaskCompletionSource? _deactivated;
    private long _lastUsed;
    private long _keptUntil;

    /// <summary>The activation whose turn runs on this thread.</summary>
    public static Activation? InTurn => CurrentTurn as Activation;

    public GrainClass Class { get; } = grainClass;

    public string Key { get; } = key;

    public GrainId GrainId => new(Class.Type, IdSpan.Create(Key));

    public object? GrainInstance => _instance;

    public override object Instance => _instance!;

    public override string Name => $"{Class.Type}/{Key}";

    public IServiceProvider ActivationServices
    {
        get
        {
            lock (Gate)
            {
                // made when first asked for: most grains take singletons only, or nothing
                _services ??= Engine.Services.CreateAsyncScope();
                return _services.Value.ServiceProvider;
            }
        }
    }

    public Task Deactivated
    {
        get
        {
            lock (Gate)
            {
                return Phase == TargetPhase.Gone ? Task.CompletedTask : (_deactivated ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
        }
    }

    protected override bool IsReentrant => Class.IsReentrant;

    /// <summary>Gets the activation of a grain object.</summary>
    public static Activation Of(IGrainBase grain) => grain.GrainContext as Activation
        ?? throw new InvalidOperationException($"{grain.GetType()} was created outside the grain engine, so it has no activation. Get a reference from IGrainFactory instead.");

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    public override string ToString() => Name;

    public void DelayDeactivation(TimeSpan delay)
    {
        lock (Gate)
        {
            _keptUntil = delay <= TimeSpan.Zero && delay != Timeout.InfiniteTimeSpan ? 0
                : delay == Timeout.InfiniteTimeSpan || delay.TotalDays > short.MaxValue ? long.MaxValue
                : Engine.Time.GetTimestamp() + (long)(delay.TotalSeconds * Engine.Time.TimestampFrequency);
        }
    }

    /// <summary>Ends this activation if it has been idle for longer than its class allows.</summary>
    public void DeactivateIfIdle(long now)
    {
        lock (Gate)
        {
            if (Phase != TargetPhase.Valid || !IsIdle || _keptUntil > now || Engine.Time.GetElapsedTime(_lastUsed, now) < Class.IdleAge)
            {
                return;
            }

            BeginEnd(new DeactivationReason(DeactivationReasonCode.ActivationIdle, $"Idle for {Class.IdleAge} or longer."), CancellationToken.None);
        }
    }

    protected override void Touch(GrainRequest request)
    {
        if (request.KeepsAlive)
        {
            _lastUsed = Engine.Time.GetTimestamp();
        }
    }
}
