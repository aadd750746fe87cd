using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Platen.Domain.Backups;

namespace Platen.Store.Backups;

/// <summary>Reads a backup file. Opening it proves its beginning and its end; <see cref="CopyToAsync"/> proves all of it, and gives nothing of a piece that does not fit.</summary>
internal sealed class BackupReader : IDisposable
{
    private readonly FileStream _file;
    private readonly BackupCipher _cipher;
    private readonly long _bodyFrom;
    private readonly long _bodyTo;

    private BackupReader(FileStream file, BackupCipher cipher, BackupManifest manifest, BackupEnd end, long bodyFrom, long bodyTo) =>
        (_file, _cipher, Manifest, End, _bodyFrom, _bodyTo) = (file, cipher, manifest, end, bodyFrom, bodyTo);

    public BackupManifest Manifest { get; }

    public BackupEnd End { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="BackupFileException">It is no backup, is cut off or damaged, or has another key.</exception>
    public static BackupReader Open(string path, BackupSecret secret)
    {
        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, BufferSize = 0, Options = FileOptions.SequentialScan });
        BackupCipher? cipher = null;
        try
        {
            var prologue = Exactly(file, BackupFormat.PrologueBytes, path);
            cipher = Unlock(path, prologue, secret);
            var manifestBytes = Number(Exactly(file, BackupFormat.LengthBytes, path));
            var manifest = Part<BackupManifest>(file, cipher, BackupPart.Manifest, manifestBytes, BackupFormat.ManifestBytesMax, path);
            var bodyFrom = file.Position;
            var (end, bodyTo) = ReadEnd(file, cipher, bodyFrom, path);
            return (byte)manifest.Kind == prologue[8] ? new BackupReader(file, cipher, manifest, end, bodyFrom, bodyTo) : throw Damaged(path, 8);
        }
        catch
        {
            cipher?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>Gives the body, piece by piece, each proven; and proves at the end that it was all of it.</summary>
    /// <exception cref="BackupFileException">It is damaged; what was given until then is true, but not all.</exception>
    public async Task CopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var chunk = new byte[BackupFormat.SealedChunkBytes];
        var (at, total) = (_bodyFrom, 0L);
        _file.Position = at;
        for (var index = 0L; at < _bodyTo; index++)
        {
            var length = (int)Math.Min(chunk.Length, _bodyTo - at);
            await _file.ReadExactlyAsync(chunk.AsMemory(0, length), cancellationToken);
            var plain = _cipher.TryOpen(BackupPart.Body, index, last: at + length == _bodyTo, chunk.AsSpan(0, length));
            if (plain < 0)
            {
                throw Damaged(_file.Name, at);
            }

            hash.AppendData(chunk, 0, plain);
            await target.WriteAsync(chunk.AsMemory(0, plain), cancellationToken);
            (at, total) = (at + length, total + plain);
        }

        if (total != End.BodyBytes || Convert.ToHexStringLower(hash.GetHashAndReset()) != End.BodySha256)
        {
            throw Damaged(_file.Name, _bodyTo);
        }
    }

    public void Dispose()
    {
        _cipher.Dispose();
        _file.Dispose();
    }

    private static BackupCipher Unlock(string path, byte[] prologue, BackupSecret secret)
    {
        if (!prologue.AsSpan().StartsWith(BackupFormat.Magic))
        {
            throw new BackupFileException($"'{path}' is no backup of Platen, or one of a version that this program does not know.");
        }

        var iterations = Number(prologue.AsSpan(12, 4).ToArray());
        if (!Enum.IsDefined((BackupKind)prologue[8]) || prologue[8] == 0 || prologue[9] > 1 || iterations is < 0 or > BackupFormat.IterationsMax)
        {
            throw Damaged(path, 8);
        }

        if ((prologue[9] == 1) != secret.IsPassphrase)
        {
            throw new BackupFileException(secret.IsPassphrase ? $"'{path}' is opened by a key file, not by a passphrase." : $"'{path}' is opened by its passphrase, not by a key file.");
        }

        var id = BinaryPrimitives.ReadUInt64BigEndian(prologue.AsSpan(48));
        if (id != secret.KeyId)
        {
            throw new BackupFileException($"'{path}' was made with another key ({id:x16}) than the one that is given ({secret.KeyId:x16}). Give the key file that was set when it was made.");
        }

        var key = secret.DeriveKey(prologue.AsSpan(BackupFormat.SaltOffset, BackupFormat.SaltBytes), Math.Max(1, iterations));
        var cipher = new BackupCipher(key, prologue);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    private static (BackupEnd End, long From) ReadEnd(FileStream file, BackupCipher cipher, long bodyFrom, string path)
    {
        var least = bodyFrom + BackupCipher.TagBytes + BackupCipher.TagBytes + BackupFormat.TrailerBytes;
        if (file.Length < least)
        {
            throw CutOff(path);
        }

        file.Position = file.Length - BackupFormat.TrailerBytes;
        var trailer = Exactly(file, BackupFormat.TrailerBytes, path);
        var bytes = Number(trailer[..BackupFormat.LengthBytes]);
        if (!trailer.AsSpan(BackupFormat.LengthBytes).SequenceEqual(BackupFormat.EndMark) || bytes < BackupCipher.TagBytes || bytes > BackupFormat.EndBytesMax + BackupCipher.TagBytes || file.Length - BackupFormat.TrailerBytes - bytes < bodyFrom + BackupCipher.TagBytes)
        {
            throw CutOff(path);
        }

        var from = file.Length - BackupFormat.TrailerBytes - bytes;
        file.Position = from;
        return (Part<BackupEnd>(file, cipher, BackupPart.End, bytes, BackupFormat.EndBytesMax, path), from);
    }

    private static T Part<T>(FileStream file, BackupCipher cipher, BackupPart part, int sealedBytes, int bytesMax, string path)
    {
        var at = file.Position;
        if (sealedBytes < BackupCipher.TagBytes || sealedBytes > bytesMax + BackupCipher.TagBytes)
        {
            throw Damaged(path, at);
        }

        var piece = Exactly(file, sealedBytes, path);
        var plain = cipher.TryOpen(part, 0, last: true, piece);
        if (plain < 0)
        {
            throw part == BackupPart.Manifest ? NotOpened(path, at) : Damaged(path, at);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(piece.AsSpan(0, plain), BackupFormat.Json) ?? throw Damaged(path, at);
        }
        catch (JsonException fault)
        {
            throw new BackupFileException($"'{path}' says something of itself that this program cannot read ({fault.Message}): restore it with the version that made it.", fault);
        }
    }

    private static byte[] Exactly(FileStream file, int count, string path)
    {
        if (file.Length - file.Position < count)
        {
            throw CutOff(path);
        }

        var bytes = new byte[count];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static int Number(byte[] bytes) => BinaryPrimitives.ReadInt32BigEndian(bytes);

    private static BackupFileException CutOff(string path) => new($"'{path}' is cut off: it has no end. Take another one, or copy it again.");

    private static BackupFileException NotOpened(string path, long at) => new($"'{path}' cannot be opened: the passphrase is another one, or the file is damaged at byte {at}.");

    private static BackupFileException Damaged(string path, long at) => new($"'{path}' is damaged at byte {at}: it is not what was written. Take another one, or copy it again.");
}
