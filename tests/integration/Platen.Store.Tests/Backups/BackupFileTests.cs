using System.Security.Cryptography;
using Platen.Domain.Backups;
using Platen.Store.Backups;

namespace Platen.Store.Tests.Backups;

/// <summary>The file alone: whatever is not exactly what was written is refused, and says why (OP01).</summary>
public sealed class BackupFileTests : IDisposable
{
    private const int Chunk = BackupFormat.ChunkBytes;
    private readonly string _home = Directory.CreateTempSubdirectory("platen-backup-").FullName;
    private readonly BackupSecret _secret;

    public BackupFileTests() => _secret = NewKey("key");

    private string File => Path.Combine(_home, "one.backup");

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(Chunk - 1)]
    [InlineData(Chunk)]
    [InlineData(Chunk + 1)]
    [InlineData(3 * Chunk)]
    public async Task File_OfAnySize_GivesBackWhatWasWritten(int bytes)
    {
        var body = await WriteAsync(bytes);
        using var reader = BackupReader.Open(File, _secret);
        (reader.Manifest.Program, reader.End.BodyBytes, reader.Manifest.Heads[0].Position).ShouldBe(("1.2", bytes, 7));
        using var copy = new MemoryStream();
        await reader.CopyToAsync(copy, default);
        copy.ToArray().ShouldBe(body);
    }

    // mutants: no last flag, no index in the nonce, no associated data, no end
    [Fact]
    public async Task File_CutOffAnywhere_IsRefused()
    {
        await WriteAsync((2 * Chunk) + 100);
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        int[] places = [0, 1, 55, 56, 60, 200, Chunk, whole.Length - (2 * Chunk), whole.Length - 9, whole.Length - 8, whole.Length - 1];
        foreach (var length in places)
        {
            await System.IO.File.WriteAllBytesAsync(File, whole[..length]);
            (await RefusedAsync()).Message.ShouldContain("cut off", customMessage: $"{length} of {whole.Length} bytes");
        }
    }

    [Fact]
    public async Task File_WithAFlippedBitAnywhere_IsRefused()
    {
        await WriteAsync((2 * Chunk) + 100);
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        for (var at = 0; at < whole.Length; at += at is < 400 || at > whole.Length - 400 ? 1 : 1_009)
        {
            var flipped = whole.ToArray();
            flipped[at] ^= 4;
            await System.IO.File.WriteAllBytesAsync(File, flipped);
            await RefusedAsync();
        }
    }

    [Fact]
    public async Task File_WithPiecesExchangedOrOfAnotherFile_IsRefused()
    {
        await WriteAsync(3 * Chunk);
        var whole = await System.IO.File.ReadAllBytesAsync(File);
        await WriteAsync(3 * Chunk);
        var other = await System.IO.File.ReadAllBytesAsync(File);
        var from = whole.Length - (3 * BackupFormat.SealedChunkBytes) - EndBytes(whole);

        var exchanged = whole.ToArray();
        whole.AsSpan(from, BackupFormat.SealedChunkBytes).CopyTo(exchanged.AsSpan(from + BackupFormat.SealedChunkBytes));
        whole.AsSpan(from + BackupFormat.SealedChunkBytes, BackupFormat.SealedChunkBytes).CopyTo(exchanged.AsSpan(from));
        await System.IO.File.WriteAllBytesAsync(File, exchanged);
        (await RefusedAsync()).Message.ShouldContain("damaged at byte");

        var mixed = whole.ToArray();
        other.AsSpan(from, BackupFormat.SealedChunkBytes).CopyTo(mixed.AsSpan(from));
        await System.IO.File.WriteAllBytesAsync(File, mixed);
        await RefusedAsync();

        byte[] shorter = [.. whole.AsSpan(0, from + BackupFormat.SealedChunkBytes), .. whole.AsSpan(from + (2 * BackupFormat.SealedChunkBytes))];
        await System.IO.File.WriteAllBytesAsync(File, shorter);
        await RefusedAsync();
    }

    [Fact]
    public async Task File_UnderAnotherKey_IsToldFromADamagedOne()
    {
        await WriteAsync(100);
        Should.Throw<BackupFileException>(() => BackupReader.Open(File, NewKey("other"))).Message.ShouldContain("was made with another key");
        Should.Throw<BackupFileException>(() => BackupReader.Open(File, Passphrase("correct horse battery"))).Message.ShouldContain("opened by a key file");
        await System.IO.File.WriteAllTextAsync(File, "-----BEGIN something else, long enough to have a beginning of that size-----");
        (await RefusedAsync()).Message.ShouldContain("is no backup of Platen");
    }

    [Fact]
    public async Task Keys_UnderAnotherPassphrase_AreNotOpened()
    {
        await WriteAsync(100, Passphrase("correct horse battery"), BackupKind.Keys);
        using (BackupReader.Open(File, Passphrase("correct horse battery")))
        {
            Should.Throw<BackupFileException>(() => BackupReader.Open(File, Passphrase("correct horse batterz"))).Message.ShouldContain("the passphrase is another one");
            Should.Throw<BackupFileException>(() => BackupReader.Open(File, _secret)).Message.ShouldContain("opened by its passphrase");
        }
    }

    [Fact]
    public void Secrets_AreOwnerOnly_NeverOverwritten_AndChecked()
    {
        System.IO.File.GetUnixFileMode(Path.Combine(_home, "key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Should.Throw<IOException>(() => BackupSecret.MakeKeyFile(Path.Combine(_home, "key")));
        System.IO.File.WriteAllText(Path.Combine(_home, "bad"), "platen-backup-key:AAAA\n");
        Should.Throw<InvalidDataException>(() => BackupSecret.OfKeyFile(Path.Combine(_home, "bad"))).Message.ShouldContain("is no backup key");
        Should.Throw<InvalidDataException>(() => Passphrase("short")).Message.ShouldContain("give 16 or more");
    }

    // each file has a salt, and so a key, of its own: a nonce never comes twice under one key
    [Fact]
    public async Task Files_OfTheSameContent_HaveNothingInCommon()
    {
        await WriteAsync(Chunk, body: new byte[Chunk]);
        var one = await System.IO.File.ReadAllBytesAsync(File);
        await WriteAsync(Chunk, body: new byte[Chunk]);
        var two = await System.IO.File.ReadAllBytesAsync(File);
        one.AsSpan(100, Chunk).SequenceEqual(two.AsSpan(100, Chunk)).ShouldBeFalse();
        one.AsSpan().IndexOf(new byte[64]).ShouldBe(-1, "what is in it must not show");
    }

    private static int EndBytes(byte[] file) => System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(file.Length - 8)) + 8;

    private async Task<byte[]> WriteAsync(int bytes, BackupSecret? secret = null, BackupKind kind = BackupKind.Database, byte[]? body = null)
    {
        body ??= RandomNumberGenerator.GetBytes(bytes);
        var manifest = new BackupManifest { Kind = kind, At = Sample.Now, Program = "1.2", Heads = [new BackupHead("acme", "console", 7, "00")] };
        System.IO.File.Delete(File);
        await using var file = BackupFolder.Create(File);
        await using var writer = await BackupWriter.BeginAsync(file, secret ?? _secret, manifest, default);
        for (var at = 0; at < body.Length; at += 10_007)
        {
            await writer.WriteAsync(body.AsMemory(at, Math.Min(10_007, body.Length - at)));
        }

        await writer.CompleteAsync(TimeSpan.FromSeconds(1), default);
        return body;
    }

    private Task<BackupFileException> RefusedAsync() => Should.ThrowAsync<BackupFileException>(() => BackupFiles.ProveAsync(File, _secret, default));

    private BackupSecret NewKey(string name)
    {
        BackupSecret.MakeKeyFile(Path.Combine(_home, name));
        return BackupSecret.OfKeyFile(Path.Combine(_home, name));
    }

    private BackupSecret Passphrase(string text)
    {
        System.IO.File.WriteAllText(Path.Combine(_home, "passphrase"), text + "\n");
        return BackupSecret.OfPassphraseFile(Path.Combine(_home, "passphrase"));
    }
}
