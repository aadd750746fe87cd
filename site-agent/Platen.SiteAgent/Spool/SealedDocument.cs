namespace Platen.SiteAgent.Spool;

/// <summary>A document that is sealed and has its place in the spool, but is not accepted yet.</summary>
/// <param name="Place">Where.</param>
/// <param name="Unwritten">What must be on disk before the document may be spoken of; null: all of it is.</param>
/// <param name="PlainBytes">Its size.</param>
/// <param name="ChunkCount">Its sealed chunks.</param>
/// <param name="Sha256">Of its plaintext.</param>
internal sealed record SealedDocument(DataPlace Place, PageWrite? Unwritten, long PlainBytes, long ChunkCount, byte[] Sha256);
