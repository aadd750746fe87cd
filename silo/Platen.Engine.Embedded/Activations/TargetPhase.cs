namespace Platen.Engine.Embedded.Activations;

/// <summary>The life of a target. It only moves forward.</summary>
internal enum TargetPhase
{
    /// <summary>Nobody has called yet; there is no grain object.</summary>
    New,

    /// <summary>The grain is being made; calls wait.</summary>
    Activating,

    /// <summary>Calls run.</summary>
    Valid,

    /// <summary>Running calls end, and what they need from this target still runs; other calls wait for the next activation.</summary>
    Draining,

    /// <summary>The grain is told of its end; calls wait for the next activation.</summary>
    Deactivating,

    /// <summary>Gone: ask the directory again.</summary>
    Gone,
}
