using Platen.Domain.Ports;

namespace Platen.Silo.Hosting;

/// <summary>
/// Keeps the type of the one exception of Domain that callers tell apart. A site's grain parks a fact that always fails, but waits when the database is away: as another exception, an outage would park facts.
/// </summary>
[RegisterConverter]
internal sealed class OrleansStoreFaultConverter : IConverter<RecordStoreUnavailableException, OrleansStoreFault>
{
    public RecordStoreUnavailableException ConvertFromSurrogate(in OrleansStoreFault surrogate) => new(surrogate.Message, surrogate.OutcomeUnknown);

    public OrleansStoreFault ConvertToSurrogate(in RecordStoreUnavailableException value) => new() { Message = value.Message, OutcomeUnknown = value.OutcomeUnknown };
}
