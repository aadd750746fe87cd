using System.Security.Cryptography;
using System.Text;

namespace Platen.Store.Backups;

/// <summary>What opens backup files: a key file for those of the database, a passphrase for those of the server's keys. Each file has a key of its own, derived from this and the file's salt.</summary>
public sealed class BackupSecret
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyBytes = 32;

    /// <summary>Characters that a passphrase must have.</summary>
    public const int PassphraseMin = 16;

    private const string FileMark = "platen-backup-key:";
    private const int FileBytesMax = 4_096;

    private readonly byte[] _key;

    private BackupSecret(byte[] key, bool isPassphrase) => (_key, IsPassphrase) = (key, isPassphrase);

    /// <summary>Whether it is one that people remember or write down, and that is therefore made slow to guess.</summary>
    public bool IsPassphrase { get; }

    /// <summary>Names the key, so that a foreign one is told from a damaged file; zero for a passphrase, which must not be guessed by it.</summary>
    internal ulong KeyId => IsPassphrase ? 0 : BitConverter.ToUInt64(HMACSHA256.HashData(_key, "platen.backup.key-id"u8));

    /// <summary>Makes a key file: one line, readable by its owner only, so that it can be kept on paper, too.</summary>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static void MakeKeyFile(string path)
    {
        using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = BackupFolder.FileMode });
        file.Write(Encoding.ASCII.GetBytes(FileMark + Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)) + "\n"));
        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads a key file.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static BackupSecret OfKeyFile(string path)
    {
        var line = FirstLine(path);
        var key = new byte[KeyBytes];
        return line.StartsWith(FileMark, StringComparison.Ordinal) && Convert.TryFromBase64String(line[FileMark.Length..], key, out var count) && count == KeyBytes
            ? new BackupSecret(key, isPassphrase: false)
            : throw new InvalidDataException($"'{path}' is no backup key: it has one line, '{FileMark}' and 44 characters. 'Platen.Silo backup make-key FILE' makes one");
    }

    /// <summary>Reads a passphrase, the file's first line.</summary>
    /// <exception cref="InvalidDataException">It is too short.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static BackupSecret OfPassphraseFile(string path)
    {
        var line = FirstLine(path);
        return line.Length >= PassphraseMin
            ? new BackupSecret(Encoding.UTF8.GetBytes(line), isPassphrase: true)
            : throw new InvalidDataException($"The first line of '{path}' is the passphrase, and has {line.Length} characters: give {PassphraseMin} or more");
    }

    /// <summary>The key of one file.</summary>
    internal byte[] DeriveKey(ReadOnlySpan<byte> salt, int iterations) => IsPassphrase
        ? Rfc2898DeriveBytes.Pbkdf2(_key, salt, iterations, HashAlgorithmName.SHA512, KeyBytes)
        : HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, KeyBytes, salt.ToArray(), "platen.backup.v1"u8.ToArray());

    private static string FirstLine(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[FileBytesMax];
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)));
        return text.Split('\n')[0].Trim();
    }
}
