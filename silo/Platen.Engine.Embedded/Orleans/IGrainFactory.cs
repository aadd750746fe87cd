namespace Orleans;

/// <summary>Makes references to grains. A reference is cheap, needs no disposal, and is valid whether or not its grain is active.</summary>
public interface IGrainFactory
{
    /// <summary>Gets a reference to the grain with this key.</summary>
    /// <typeparam name="TGrainInterface">The grain interface.</typeparam>
    /// <param name="primaryKey">The grain's key: not empty, at most 1,024 characters.</param>
    /// <param name="grainClassNamePrefix">The start of the full name of the grain class, where several implement the interface.</param>
    /// <exception cref="ArgumentException">The key is invalid, or not exactly one grain class matches.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null) where TGrainInterface : IGrainWithStringKey;

    /// <summary>Gets a reference to the grain with this key.</summary>
    /// <param name="grainInterfaceType">The grain interface.</param>
    /// <param name="grainPrimaryKey">The grain's key: not empty, at most 1,024 characters.</param>
    /// <exception cref="ArgumentException">The key is invalid, or not exactly one grain class matches.</exception>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>Makes an observer callable. The observer is held weakly: its owner keeps it alive.</summary>
    /// <typeparam name="TGrainObserverInterface">The observer interface.</typeparam>
    /// <param name="obj">The observer itself.</param>
    TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;

    /// <summary>Ends a reference made by <see cref="CreateObjectReference{TGrainObserverInterface}"/>: later notifications are dropped.</summary>
    /// <typeparam name="TGrainObserverInterface">The observer interface.</typeparam>
    /// <param name="obj">The reference.</param>
    void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj) where TGrainObserverInterface : IGrainObserver;
}
