namespace Orleans;

/// <summary>The kinds of reasons for which an activation ends. This engine uses those of one process; the others are Orleans' own.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>The process is shutting down.</summary>
    ShuttingDown,

    /// <summary>Activation failed.</summary>
    ActivationFailed,

    /// <summary>The grain directory failed.</summary>
    DirectoryFailure,

    /// <summary>The activation was idle for longer than its age limit.</summary>
    ActivationIdle,

    /// <summary>The activation did not respond.</summary>
    ActivationUnresponsive,

    /// <summary>Another activation of the same grain exists.</summary>
    DuplicateActivation,

    /// <summary>A request of an incompatible version came.</summary>
    IncompatibleRequest,

    /// <summary>The application failed.</summary>
    ApplicationError,

    /// <summary>The application asked for it.</summary>
    ApplicationRequested,

    /// <summary>The activation is migrating.</summary>
    Migrating,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested,

    /// <summary>Memory is scarce.</summary>
    HighMemoryPressure,
}
