using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>A document that lies in the spool, but is not accepted yet.</summary>
/// <param name="Place">Where.</param>
/// <param name="Unsynced">The file to sync before the document may be spoken of; null: it is synced.</param>
/// <param name="PlainBytes">Its size.</param>
/// <param name="ChunkCount">Its sealed chunks.</param>
internal sealed record WrittenDocument(DataPlace Place, IDiskFile? Unsynced, long PlainBytes, long ChunkCount);
