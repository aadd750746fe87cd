using Google.Protobuf;
using Platen.SiteAgent.Spool;
using Platen.SiteAgent.Uplink.Transfer;

namespace Platen.SiteAgent.Uplink.Copies;

/// <summary>A copy's chunks as they lie on disk, and its key for another agent.</summary>
internal sealed class SealedCopy(FetchFolder folder, FetchFile file) : ISealedDocument
{
    public long PlainBytes => file.Head!.PlainBytes;

    public long ChunkCount => file.Head!.ChunkCount;

    /// <summary>The job template attributes of its sender, as an IPP message; empty: none.</summary>
    public ByteString Template => file.Head!.Template;

    public byte[] WrapKeyFor(ReadOnlySpan<byte> recipientPublicKey) => file.WrapKeyFor(recipientPublicKey);

    public int ReadChunk(long index, Span<byte> buffer) => file.ReadSealed(index, buffer);

    public void Dispose() => folder.Close(file, FetchFolder.Copy);
}
