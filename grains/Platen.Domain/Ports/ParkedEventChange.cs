using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>An event is parked (<see cref="RecordChange.ExpectedVersion"/> 0), was retried in vain, or leaves the list because it was applied or discarded.</summary>
/// <param name="Row">The event.</param>
/// <param name="Resolved">It leaves the list.</param>
public sealed record ParkedEventChange(ParkedEvent Row, bool Resolved = false) : RecordChange;
