using Platen.Domain.Codebooks;

namespace Platen.Domain.Ports;

/// <summary>A codebook.</summary>
public sealed record CodebookChange(Codebook Row) : RecordChange;
