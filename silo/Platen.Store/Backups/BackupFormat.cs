using System.Text.Json;

namespace Platen.Store.Backups;

/// <summary>
/// A backup file, version 1; numbers big-endian.
/// <code>
/// 0   8  "PLTNBKP1"
/// 8   1  kind: 1 database, 2 keys
/// 9   1  secret: 0 key file, 1 passphrase
/// 10  2  0
/// 12  4  iterations of PBKDF2-SHA512; 0 for a key file, whose file keys come from HKDF-SHA256
/// 16 32  salt
/// 48  8  the key's id; 0 for a passphrase
/// 56  4  sealed bytes of the manifest
/// 60     the manifest: JSON, sealed
///        the body, sealed in pieces of 65,536 bytes; the last one may be shorter
///        the end: JSON, sealed
///        4  its sealed bytes, then "PEND"
/// </code>
/// The first 56 bytes are the associated data of every sealed piece.
/// </summary>
internal static class BackupFormat
{
    public const int PrologueBytes = 56;
    public const int LengthBytes = 4;
    public const int TrailerBytes = 8;
    public const int ChunkBytes = 64 * 1024;
    public const int SealedChunkBytes = ChunkBytes + BackupCipher.TagBytes;

    /// <summary>The most that a manifest may have: some 100,000 chains.</summary>
    public const int ManifestBytesMax = 16 * 1024 * 1024;

    public const int EndBytesMax = 4_096;
    public const int Iterations = 600_000;
    public const int IterationsMax = 10_000_000;
    public const int SaltOffset = 16;
    public const int SaltBytes = 32;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { MaxDepth = 16 };

    public static ReadOnlySpan<byte> Magic => "PLTNBKP1"u8;

    public static ReadOnlySpan<byte> EndMark => "PEND"u8;
}
