using System.Globalization;
using Platen.SiteAgent.Rendering.Sandbox;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Rendering.Conversion;

/// <summary>A converted document whose length must be known before its first byte is sent (LPR names it first): in a folder in memory, deleted when it was sent.</summary>
internal sealed class StagedDocument : PrintDocument
{
    private const int BlockBytes = 256 * 1024;
    private readonly FileStream _file;
    private readonly string _folder;
    private readonly byte[] _block = new byte[BlockBytes];

    private StagedDocument(FileStream file, string folder) => (_file, _folder) = (file, folder);

    public override long? KnownLength => _file.Length;

    /// <summary>Reads a document to its end, and disposes of it.</summary>
    /// <exception cref="ConversionFailedException">It cannot be converted, or is larger than the bound.</exception>
    public static async Task<StagedDocument> MakeAsync(PrintDocument source, string folder, long bytesMax, CancellationToken cancellationToken)
    {
        var staged = new StagedDocument(new FileStream(Path.Combine(folder, "staged"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None), folder);
        try
        {
            await using (source)
            {
                while (await source.ReadAsync(cancellationToken) is { IsEmpty: false } block)
                {
                    await staged._file.WriteAsync(block, cancellationToken);
                    if (staged._file.Length > bytesMax)
                    {
                        throw new ConversionFailedException(string.Create(
                            CultureInfo.InvariantCulture, $"The converted document has more than {bytesMax} bytes (Rendering:TemporaryBytesMax), and LPR must know how many before the first: let the device be reached by RAW or IPP."));
                    }
                }
            }

            staged._file.Position = 0;
            return staged;
        }
        catch
        {
            await staged.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken = default) => _block.AsMemory(0, await _file.ReadAsync(_block, cancellationToken));

    public override async ValueTask DisposeAsync()
    {
        await _file.DisposeAsync();
        ScratchFolders.Delete(_folder);
        Array.Clear(_block);
    }
}
