namespace Platen.SiteAgent.Spool;

/// <summary>A document on its way to a device: as it is held, or converted on the way. Read once, from front to end. Not thread-safe.</summary>
internal abstract class PrintDocument : IAsyncDisposable
{
    /// <summary>Its bytes; null: known only at its end.</summary>
    public abstract long? KnownLength { get; }

    /// <summary>The next block, valid until the next call; empty: the document is whole and over.</summary>
    /// <exception cref="SpoolDamagedException">It cannot be read on.</exception>
    /// <exception cref="Rendering.Conversion.ConversionFailedException">It cannot be converted on.</exception>
    public abstract ValueTask<ReadOnlyMemory<byte>> ReadAsync(CancellationToken cancellationToken = default);

    public abstract ValueTask DisposeAsync();
}
