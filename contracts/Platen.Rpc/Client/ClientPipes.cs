using System.IO.Pipelines;

namespace Platen.Rpc.Client;

/// <summary>How HttpClient's streams become pipes.</summary>
internal static class ClientPipes
{
    private const int BlockBytes = 32 * 1024;

    /// <summary>Zero-byte reads: a stream on which nothing arrives holds no buffer.</summary>
    public static readonly StreamPipeReaderOptions ReaderOptions =
        new(bufferSize: BlockBytes, minimumReadSize: BlockBytes / 8, leaveOpen: true, useZeroByteReads: true);

    public static readonly StreamPipeWriterOptions WriterOptions = new(minimumBufferSize: BlockBytes, leaveOpen: true);
}
