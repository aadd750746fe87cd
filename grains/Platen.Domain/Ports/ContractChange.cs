using Platen.Domain.Contracts;

namespace Platen.Domain.Ports;

/// <summary>A contract; its former versions stay. A number that another contract has is a <see cref="CommitCode.Conflict"/>.</summary>
public sealed record ContractChange(Contract Row) : RecordChange;
