using Orleans;
using Platen.Engine.Embedded.Observers;
using Platen.Engine.Embedded.References;

namespace Platen.Engine.Embedded;

/// <summary>Makes references to the grains of one engine.</summary>
internal sealed class GrainFactory(GrainEngine engine) : IClusterClient
{
    /// <summary>Characters in a grain key.</summary>
    public const int KeyLengthMax = 1024;

    public IServiceProvider ServiceProvider => engine.Services;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)(object)Get(typeof(TGrainInterface), primaryKey, grainClassNamePrefix);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey)
    {
        ArgumentNullException.ThrowIfNull(grainInterfaceType);
        return (IGrain)Get(grainInterfaceType, grainPrimaryKey, prefix: null);
    }

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ArgumentNullException.ThrowIfNull(obj);
        if (obj is Reference or not TGrainObserverInterface)
        {
            throw new ArgumentException($"{obj.GetType()} is {(obj is Reference ? "a reference already" : $"no {typeof(TGrainObserverInterface)}")}.", nameof(obj));
        }

        return (TGrainObserverInterface)(object)engine.Catalog.BindingOf(typeof(TGrainObserverInterface)).Create(engine, new ObserverTarget(engine, obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (obj is not Reference { ObserverTarget: ObserverTarget target })
        {
            throw new ArgumentException("Pass the reference that CreateObjectReference returned.", nameof(obj));
        }

        target.Close();
    }

    private Reference Get(Type type, string key, string? prefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        if (key.Length > KeyLengthMax)
        {
            throw new ArgumentException($"A grain key has at most {KeyLengthMax} characters; this has {key.Length}.", nameof(key));
        }

        return engine.Catalog.BindingOf(type).Create(engine.ClassOf(type, prefix), key);
    }
}
