namespace Platen.Domain.Jobs;

/// <summary>Whether a release gets the right to print.</summary>
/// <param name="Code">The code.</param>
/// <param name="Next">The job's new row; null: it stays as it is.</param>
public sealed record TakeDecision(TakeCode Code, Job? Next = null);
