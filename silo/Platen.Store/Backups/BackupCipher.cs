using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Platen.Store.Backups;

/// <summary>
/// Seals and opens the parts of a backup file: the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM, as the spool's. A piece is bound to its file (a key of its own, and the file's beginning as associated data), to its part,
/// to its place and to being the last or not; so a flipped bit, a piece of another file, a swap, a gap and a truncation all fail to open. Not thread-safe.
/// </summary>
internal sealed class BackupCipher(ReadOnlySpan<byte> key, byte[] associatedData) : IDisposable
{
    public const int TagBytes = 16;

    private const int NonceBytes = 12;
    private const int IndexOffset = 3;
    private const int LastOffset = 11;

    private readonly AesGcm _aes = new(key, TagBytes);

    /// <summary>Seals in place: the plaintext is the piece's head, the tag is put behind it.</summary>
    /// <returns>The sealed length.</returns>
    public int Seal(BackupPart part, long index, bool last, Span<byte> piece, int plainBytes)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Write(nonce, part, index, last);
        var text = piece[..plainBytes];
        _aes.Encrypt(nonce, text, text, piece.Slice(plainBytes, TagBytes), associatedData);
        return plainBytes + TagBytes;
    }

    /// <summary>Opens in place.</summary>
    /// <returns>The plaintext's length; -1: it is not exactly this piece.</returns>
    public int TryOpen(BackupPart part, long index, bool last, Span<byte> piece)
    {
        if (piece.Length < TagBytes)
        {
            return -1;
        }

        Span<byte> nonce = stackalloc byte[NonceBytes];
        Write(nonce, part, index, last);
        var text = piece[..^TagBytes];
        try
        {
            _aes.Decrypt(nonce, text, piece[^TagBytes..], text, associatedData);
            return text.Length;
        }
        catch (AuthenticationTagMismatchException)
        {
            return -1;
        }
    }

    public void Dispose() => _aes.Dispose();

    private static void Write(Span<byte> nonce, BackupPart part, long index, bool last)
    {
        nonce.Clear();
        nonce[0] = (byte)part;
        BinaryPrimitives.WriteInt64BigEndian(nonce[IndexOffset..], index);
        nonce[LastOffset] = last ? (byte)1 : (byte)0;
    }
}
