using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Platen.Engine.Embedded.Activations;

/// <summary>A grain class in one engine: how its grains are made, and where their activations are.</summary>
internal sealed class GrainClass
{
    private readonly ObjectFactory _create;

    public GrainClass(Type type, GrainEngine engine)
    {
        Engine = engine;
        ClrType = type;
        Type = GrainType.Create(NameOf(type));
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        HasOnActivate = Overrides(type, nameof(IGrainBase.OnActivateAsync));
        HasOnDeactivate = Overrides(type, nameof(IGrainBase.OnDeactivateAsync));
        IdleAge = IdleAgeOf(type, engine.Options.IdleAge);
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 1;
        Router = type.IsDefined(typeof(StatelessWorkerAttribute)) ? new StatelessWorkerRouter(this) : new SingleActivationRouter(this);
        _create = ActivatorUtilities.CreateFactory(type, []);
        TakesServices = type.GetConstructors().Any(constructor => constructor.GetParameters().Length > 0);
    }

    public GrainEngine Engine { get; }

    public Type ClrType { get; }

    public GrainType Type { get; }

    public bool IsReentrant { get; }

    public bool HasOnActivate { get; }

    public bool HasOnDeactivate { get; }

    /// <summary>How long an activation may be idle; <see cref="TimeSpan.MaxValue"/> for ever.</summary>
    public TimeSpan IdleAge { get; }

    public int MaxWorkers { get; }

    public ActivationRouter Router { get; }

    private bool TakesServices { get; }

    public object Create(Activation activation) => _create(TakesServices ? activation.ActivationServices : Engine.Services, null);

    private static string NameOf(Type type)
    {
        const string Suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        return name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length ? name[..^Suffix.Length] : name;
    }

    private static bool Overrides(Type type, string method) =>
        !type.IsSubclassOf(typeof(Grain)) || type.GetMethods().Any(candidate => candidate.Name == method && candidate.DeclaringType != typeof(Grain));

    private static TimeSpan IdleAgeOf(Type type, TimeSpan usual)
    {
        var limit = type.GetCustomAttribute<CollectionAgeLimitAttribute>();
        return type.IsDefined(typeof(KeepAliveAttribute)) || limit is { AlwaysActive: true } ? TimeSpan.MaxValue : limit?.AgeLimit ?? usual;
    }
}
