using Platen.Domain.Queues;

namespace Platen.Domain.Ports;

/// <summary>A queue's new row.</summary>
public sealed record QueueChange(Queue Row) : RecordChange;
