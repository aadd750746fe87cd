namespace Platen.Store.Audit;

/// <summary>A row whose hash is not that of its content, kept until the end of the chain to tell an edit from a move.</summary>
internal sealed record BrokenRow(long Position, byte[] Previous, byte[] Hash, byte[] Rest);
