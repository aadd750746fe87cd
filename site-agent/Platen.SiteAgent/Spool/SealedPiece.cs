namespace Platen.SiteAgent.Spool;

/// <summary>A sealed chunk, with the document's header before it if it is the first, in a buffer of <see cref="ChunkBuffers"/>.</summary>
internal readonly record struct SealedPiece(byte[] Buffer, int Length)
{
    public ReadOnlyMemory<byte> Bytes => Buffer.AsMemory(0, Length);
}
