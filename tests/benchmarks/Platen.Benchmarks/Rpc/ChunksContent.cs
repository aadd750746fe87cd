using System.Net;

namespace Platen.Benchmarks.Rpc;

/// <summary>A bare request body of one chunk again and again.</summary>
internal sealed class ChunksContent(ReadOnlyMemory<byte> chunk, long bytes) : HttpContent
{
    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        for (var sent = 0L; sent < bytes; sent += chunk.Length)
        {
            await stream.WriteAsync(chunk);
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }
}
