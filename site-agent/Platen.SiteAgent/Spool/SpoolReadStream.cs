namespace Platen.SiteAgent.Spool;

/// <summary>A <see cref="SpoolReader"/> as a stream, for those who want one (HttpContent). Forward only.</summary>
internal sealed class SpoolReadStream(SpoolReader reader) : Stream
{
    private ReadOnlyMemory<byte> _block;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => reader.Length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
        {
            return 0;
        }

        if (_block.IsEmpty)
        {
            _block = await reader.ReadAsync(cancellationToken);
        }

        var count = Math.Min(buffer.Length, _block.Length);
        _block[..count].CopyTo(buffer);
        _block = _block[count..];
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        await destination.WriteAsync(_block, cancellationToken);
        _block = default;
        await reader.CopyToAsync(destination, cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read the spool asynchronously.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await reader.DisposeAsync();
        await base.DisposeAsync();
    }
}
