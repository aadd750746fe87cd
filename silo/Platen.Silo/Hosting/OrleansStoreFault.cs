namespace Platen.Silo.Hosting;

/// <summary>A <see cref="Platen.Domain.Ports.RecordStoreUnavailableException"/> on its way to another node.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.store-fault")]
internal readonly struct OrleansStoreFault
{
    /// <summary>Its words.</summary>
    [Id(0)]
    public string Message { get; init; }

    /// <summary>Whether the outcome is unknown.</summary>
    [Id(1)]
    public bool OutcomeUnknown { get; init; }
}
