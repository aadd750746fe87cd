using System.Buffers.Binary;
using System.Globalization;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Spool;

/// <summary>
/// The segment files: <c>N.seg</c> (N: 8 hexadecimal digits). First page: magic "PLTS" (4), version (2), zero (2), number (4), zero. Little endian.
/// </summary>
internal sealed class SegmentFolder(IDisk disk, string path)
{
    private const string Suffix = ".seg";
    private const string TemporarySuffix = ".new";
    private const ushort Version = 1;
    private const int PieceBytes = 1024 * 1024;

    private static ReadOnlySpan<byte> Magic => "PLTS"u8;

    /// <summary>Opens the segments that are there, by number; a file that is no segment is left alone.</summary>
    public IEnumerable<Segment> OpenAll()
    {
        foreach (var file in disk.List(path))
        {
            if (file.EndsWith(TemporarySuffix, StringComparison.Ordinal))
            {
                disk.Delete(file);
            }
            else if (TryOpen(file) is { } segment)
            {
                yield return segment;
            }
        }
    }

    /// <summary>Makes a segment; its name is durable on return.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="betweenPieces">Null: only allocate (fast; slower to sync later). Else: write zeros, and call this after each MiB.</param>
    /// <param name="cancellationToken">Ends the writing of zeros.</param>
    /// <exception cref="DiskFullException">No room.</exception>
    public async Task<Segment> CreateAsync(uint id, int bytes, Func<ValueTask>? betweenPieces, CancellationToken cancellationToken)
    {
        var name = Path.Combine(path, id.ToString("x8", CultureInfo.InvariantCulture) + Suffix);
        var temporary = name + TemporarySuffix;
        disk.Delete(temporary);
        var file = disk.Create(temporary);
        try
        {
            file.Allocate(bytes);
            file.Write(Header(id), 0);
            if (betweenPieces is not null)
            {
                await ZeroAsync(file, bytes, betweenPieces, cancellationToken);
            }

            file.SyncData();
            disk.Rename(temporary, name);
            disk.SyncDirectory(path);
            return new Segment(id, file, name);
        }
        catch
        {
            file.Dispose();
            disk.Delete(temporary);
            throw;
        }
    }

    /// <summary>Gives an empty segment's room back; when that fails, the next start finds it empty and reuses it.</summary>
    public void TryDelete(Segment segment)
    {
        segment.File.Dispose();
        try
        {
            disk.Delete(segment.Path);
        }
        catch (IOException)
        {
            // still there, still empty
        }
    }

    private static async ValueTask ZeroAsync(IDiskFile file, int bytes, Func<ValueTask> betweenPieces, CancellationToken cancellationToken)
    {
        var zeros = new PageBuffer(PieceBytes);
        zeros.Span.Clear();
        for (long at = Segment.Alignment; at < bytes; at += PieceBytes)
        {
            file.WritePages([zeros.Memory[..(int)Math.Min(PieceBytes, bytes - at)]], at);
            await betweenPieces();
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private Segment? TryOpen(string file)
    {
        if (!file.EndsWith(Suffix, StringComparison.Ordinal)
            || !uint.TryParse(Path.GetFileNameWithoutExtension(file), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id) || id == 0)
        {
            return null;
        }

        return new Segment(id, disk.Open(file), file);
    }

    private static byte[] Header(uint id)
    {
        var page = new byte[Segment.Alignment];
        Magic.CopyTo(page);
        BinaryPrimitives.WriteUInt16LittleEndian(page.AsSpan(4), Version);
        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(8), id);
        return page;
    }
}
