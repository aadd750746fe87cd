namespace Platen.Domain.Contracts;

/// <summary>One change of a contract.</summary>
/// <param name="Before">The version before it; null: the contract was recorded by it.</param>
/// <param name="After">The version that it made.</param>
public sealed record ContractStep(Contract? Before, Contract After);
