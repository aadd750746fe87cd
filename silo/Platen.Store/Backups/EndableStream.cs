namespace Platen.Store.Backups;

/// <summary>Writes to a program until that has read enough and ends; what comes then is dropped.</summary>
internal sealed class EndableStream(Stream target, Func<bool> hasEnded) : Stream
{
    private bool _closed;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_closed || hasEnded())
        {
            _closed = true;
            return;
        }

        try
        {
            await target.WriteAsync(buffer, cancellationToken);
        }
        catch (IOException)
        {
            _closed = true; // it has closed its input; whether it failed, its exit status tells
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
        // nothing is held back here
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
