namespace Platen.Domain.Contracts;

/// <summary>The changes of contracts behind a place in their row.</summary>
/// <param name="Last">The place of the newest one; the place that was asked for when there is none.</param>
/// <param name="FirstAt">When the oldest of them was made; null: there is none.</param>
/// <param name="LastAt">When the newest of them was made; null: there is none.</param>
public sealed record ContractMark(long Last, DateTimeOffset? FirstAt, DateTimeOffset? LastAt);
