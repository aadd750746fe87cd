using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Intake;

/// <summary>Random access to a held document in the clear, in memory only: documents above the bound are not counted this way.</summary>
internal sealed class PlainWindow : IAsyncDisposable
{
    /// <summary>The largest document, in bytes; it is in memory while its pages are counted.</summary>
    public const int BytesMax = 128 * 1024 * 1024;

    private readonly byte[] _bytes;

    private PlainWindow(byte[] bytes) => _bytes = bytes;

    public long Length => _bytes.Length;

    /// <summary>Reads a document whole.</summary>
    /// <exception cref="IOException">It is larger than <see cref="BytesMax"/>.</exception>
    public static async Task<PlainWindow> OpenAsync(IHeldJobs jobs, JobId id, CancellationToken cancellationToken)
    {
        await using var reader = await jobs.OpenAsync(id, cancellationToken);
        if (reader.Length > BytesMax)
        {
            throw new IOException($"The document has {reader.Length} bytes; up to {BytesMax} are counted by random access.");
        }

        var bytes = new byte[reader.Length];
        using var memory = new MemoryStream(bytes);
        await reader.CopyToAsync(memory, cancellationToken);
        return new PlainWindow(bytes);
    }

    /// <summary>Copies bytes from a place; fewer at the end.</summary>
    public int ReadAt(long offset, Span<byte> buffer)
    {
        var count = (int)Math.Clamp(_bytes.Length - offset, 0, buffer.Length);
        _bytes.AsSpan((int)Math.Min(offset, _bytes.Length), count).CopyTo(buffer);
        return count;
    }

    public ValueTask DisposeAsync()
    {
        Array.Clear(_bytes);
        return ValueTask.CompletedTask;
    }
}
