using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;

namespace Platen.Store.Backups;

/// <summary>Writes a backup file as a stream: what is written is sealed piece by piece. Without <see cref="CompleteAsync"/> the file has no end, and nobody takes it for whole.</summary>
internal sealed class BackupWriter : Stream
{
    private readonly Stream _file;
    private readonly BackupCipher _cipher;
    private readonly IncrementalHash _body = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _chunk = new byte[BackupFormat.SealedChunkBytes];
    private int _filled;
    private long _index;

    private BackupWriter(Stream file, BackupCipher cipher) => (_file, _cipher) = (file, cipher);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Bytes of the body until now.</summary>
    public long BodyBytes { get; private set; }

    /// <summary>Begins a file.</summary>
    public static async Task<BackupWriter> BeginAsync(Stream file, BackupSecret secret, BackupManifest manifest, CancellationToken cancellationToken)
    {
        var prologue = Prologue(secret, manifest, out var iterations);
        var key = secret.DeriveKey(prologue.AsSpan(BackupFormat.SaltOffset, BackupFormat.SaltBytes), iterations);
        var writer = new BackupWriter(file, new BackupCipher(key, prologue));
        CryptographicOperations.ZeroMemory(key);
        await writer.PutAsync(prologue, cancellationToken);
        var sealedManifest = writer.Seal(BackupPart.Manifest, JsonSerializer.SerializeToUtf8Bytes(manifest, BackupFormat.Json), BackupFormat.ManifestBytesMax);
        await writer.PutAsync(Number(sealedManifest.Length), cancellationToken);
        await writer.PutAsync(sealedManifest, cancellationToken);
        return writer;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _body.AppendData(buffer.Span);
        BodyBytes += buffer.Length;
        while (buffer.Length > 0)
        {
            // a full chunk waits until more comes: the last one is sealed as the last
            if (_filled == BackupFormat.ChunkBytes)
            {
                await FlushChunkAsync(last: false, cancellationToken);
            }

            var taken = Math.Min(buffer.Length, BackupFormat.ChunkBytes - _filled);
            buffer.Span[..taken].CopyTo(_chunk.AsSpan(_filled));
            (_filled, buffer) = (_filled + taken, buffer[taken..]);
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Backups are written asynchronously.");

    /// <summary>Ends the file.</summary>
    /// <returns>The SHA-256 of the whole file, in lower-case hexadecimal.</returns>
    public async Task<string> CompleteAsync(TimeSpan took, CancellationToken cancellationToken)
    {
        await FlushChunkAsync(last: true, cancellationToken);
        var end = new BackupEnd(BodyBytes, Convert.ToHexStringLower(_body.GetHashAndReset()), Math.Round(took.TotalSeconds, 3));
        var sealedEnd = Seal(BackupPart.End, JsonSerializer.SerializeToUtf8Bytes(end, BackupFormat.Json), BackupFormat.EndBytesMax);
        await PutAsync(sealedEnd, cancellationToken);
        await PutAsync((byte[])[.. Number(sealedEnd.Length), .. BackupFormat.EndMark], cancellationToken);
        return Convert.ToHexStringLower(_whole.GetHashAndReset());
    }

    public override void Flush()
    {
        // the file is synced by who made it
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            _body.Dispose();
            _whole.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Prologue(BackupSecret secret, BackupManifest manifest, out int iterations)
    {
        iterations = secret.IsPassphrase ? BackupFormat.Iterations : 0;
        var prologue = new byte[BackupFormat.PrologueBytes];
        BackupFormat.Magic.CopyTo(prologue);
        (prologue[8], prologue[9]) = ((byte)manifest.Kind, secret.IsPassphrase ? (byte)1 : (byte)0);
        BinaryPrimitives.WriteInt32BigEndian(prologue.AsSpan(12), iterations);
        RandomNumberGenerator.Fill(prologue.AsSpan(BackupFormat.SaltOffset, BackupFormat.SaltBytes));
        BinaryPrimitives.WriteUInt64BigEndian(prologue.AsSpan(48), secret.KeyId);
        return prologue;
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[BackupFormat.LengthBytes];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private byte[] Seal(BackupPart part, byte[] plain, int bytesMax)
    {
        if (plain.Length > bytesMax)
        {
            throw new InvalidOperationException($"The backup's {part} has {plain.Length} bytes; {bytesMax} is the most.");
        }

        var piece = new byte[plain.Length + BackupCipher.TagBytes];
        plain.CopyTo(piece, 0);
        _cipher.Seal(part, 0, last: true, piece, plain.Length);
        return piece;
    }

    private async Task FlushChunkAsync(bool last, CancellationToken cancellationToken)
    {
        var length = _cipher.Seal(BackupPart.Body, _index++, last, _chunk, _filled);
        await PutAsync(_chunk.AsMemory(0, length), cancellationToken);
        _filled = 0;
    }

    private ValueTask PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _whole.AppendData(bytes.Span);
        return _file.WriteAsync(bytes, cancellationToken);
    }
}
