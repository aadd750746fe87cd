using Platen.Domain.Jobs;

namespace Platen.Domain.Ports;

/// <summary>A job's new row.</summary>
public sealed record JobChange(Job Row) : RecordChange;
