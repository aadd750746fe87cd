using Platen.Domain.Codebooks;

namespace Platen.Domain.Ports;

/// <summary>A code.</summary>
public sealed record CodeChange(Code Row) : RecordChange;
