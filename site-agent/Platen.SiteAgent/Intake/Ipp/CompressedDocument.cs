using System.Buffers;
using System.IO.Compression;
using Platen.Protocols.Ipp;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake.Ipp;

/// <summary>
/// Unpacks a document that comes compressed (RFC 8011, 5.4.32). <c>deflate</c> is RFC 1951; some clients send it with zlib's head (RFC 1950), as HTTP does, and these are told apart by it.
/// Cut data is refused because the program is configured so (<c>System.IO.Compression.UseStrictValidation</c>, in the project file). Memory is bounded by one buffer, growth by <see cref="CompressionLimits"/> and by the spool's own limit of a job.
/// </summary>
internal sealed class CompressedDocument(CompressionLimits limits)
{
    private const int BufferBytes = 64 * 1024;

    public async ValueTask<IppMessage?> PumpAsync(IppCall call, JobReception reception, string compression)
    {
        var packed = new CountingStream(call.Body.AsStream(leaveOpen: true));
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            await using var unpacked = await OpenAsync(call, packed, compression);
            long total = 0;
            while (await unpacked.ReadAsync(buffer, call.CancellationToken) is var count and > 0)
            {
                total += count;
                if (limits.IsBomb(packed.Count, total))
                {
                    AgentInstruments.OnLimit(LimitNames.Compression);
                    return call.Refuse(IppStatus.CompressionError, $"The document grows to more than {limits.RatioMax} times its compressed size: send it uncompressed (none).");
                }

                if (!await reception.AppendAsync(new ReadOnlySequence<byte>(buffer, 0, count), call.CancellationToken))
                {
                    return call.Refuse(reception.Refusal!);
                }
            }

            return null;
        }
        catch (InvalidDataException)
        {
            return call.Refuse(IppStatus.CompressionError, $"The document's {compression} data is damaged or ends too early.");
        }
        finally
        {
            Array.Clear(buffer, 0, BufferBytes);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static async ValueTask<Stream> OpenAsync(IppCall call, Stream packed, string compression)
    {
        if (compression == "gzip")
        {
            return new GZipStream(packed, CompressionMode.Decompress, leaveOpen: true);
        }

        return await HasZlibHeadAsync(call) ? new ZLibStream(packed, CompressionMode.Decompress, leaveOpen: true) : new DeflateStream(packed, CompressionMode.Decompress, leaveOpen: true);
    }

    // CM 8 with a window of up to 32 KiB, and a check sum: as a first deflate block it would be a stored one with padding that nobody writes
    private static async ValueTask<bool> HasZlibHeadAsync(IppCall call)
    {
        var read = await call.Body.ReadAtLeastAsync(2, call.CancellationToken);
        var has = read.Buffer.Length >= 2 && IsZlibHead(read.Buffer.Slice(0, 2).ToArray());
        call.Body.AdvanceTo(read.Buffer.Start);
        return has;
    }

    private static bool IsZlibHead(byte[] head) => (head[0] & 0x0F) == 8 && head[0] >> 4 <= 7 && ((head[0] << 8) | head[1]) % 31 == 0;
}
