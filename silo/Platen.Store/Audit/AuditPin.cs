using Platen.Domain.Audit;

namespace Platen.Store.Audit;

/// <summary>A signed hash that an entry must have.</summary>
/// <param name="Checkpoint">What was signed.</param>
/// <param name="Witness">The agent that keeps it; empty: the record itself.</param>
internal sealed record AuditPin(AuditCheckpoint Checkpoint, string Witness = "")
{
    public long Position => Checkpoint.Position;

    /// <summary>Who says so, for people.</summary>
    public string Source => Witness.Length == 0 ? $"the checkpoint of {Checkpoint.At:yyyy-MM-dd HH:mm:ss}Z" : $"the head of {Checkpoint.At:yyyy-MM-dd HH:mm:ss}Z that agent {Witness} keeps";
}
