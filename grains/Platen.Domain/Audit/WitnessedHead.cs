namespace Platen.Domain.Audit;

/// <summary>A signed head that an agent keeps, outside of the database.</summary>
/// <param name="Witness">The agent, as <c>site/agent</c>.</param>
/// <param name="Head">What it keeps.</param>
public sealed record WitnessedHead(string Witness, AuditCheckpoint Head);
