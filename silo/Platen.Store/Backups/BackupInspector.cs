using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Options;
using Platen.Domain.Backups;

namespace Platen.Store.Backups;

/// <summary>Looks into backup files for the operator: describes them, proves one whole, unpacks the keys.</summary>
public sealed class BackupInspector
{
    private readonly IOptions<BackupOptions> _options;

    /// <summary>With the server's own settings.</summary>
    public BackupInspector(IOptions<BackupOptions> options) => _options = options;

    /// <summary>A file as a line of a list.</summary>
    public static string Line(BackupInfo file) => $"{file.File}  {Time(file.At)}  {file.Bytes.ToString("N0", CultureInfo.InvariantCulture)} bytes  {(file.Readable ? file.Program : file.Fault)}".TrimEnd();

    /// <summary>Proves a file whole: every piece opens, the hash fits, and for a database <c>pg_restore</c> reads its list of contents.</summary>
    /// <returns>What it is, for people.</returns>
    /// <exception cref="IOException">It is not; the message says what is wrong.</exception>
    public async Task<IReadOnlyList<string>> VerifyAsync(string path, CancellationToken cancellationToken)
    {
        if (path.EndsWith(".keys", StringComparison.Ordinal))
        {
            var keys = await BackupFiles.ProveAsync(path, Passphrase(), cancellationToken);
            return [$"whole: the server's keys as of {Time(keys.At)}, from {keys.Machine}, made by {keys.Program}."];
        }

        var tools = await PostgresTools.FindAsync(_options.Value.PostgresFolder, 0, cancellationToken);
        var manifest = await BackupFiles.VerifyDatabaseAsync(path, BackupSecret.OfKeyFile(_options.Value.KeyFile), tools, cancellationToken);
        return
        [
            $"whole: the database as of {Time(manifest.At)}, from {manifest.Machine}, made by {manifest.Program}, schema {manifest.Schema.LastOrDefault()?.Name}, PostgreSQL {manifest.Postgres}, {manifest.DatabaseBytes.ToString("N0", CultureInfo.InvariantCulture)} bytes there.",
            .. manifest.Heads.Select(head => $"audit chain {head.Tenant}/{head.Chain}: {head.Position} entries, head {head.Hash}"),
        ];
    }

    /// <summary>Unpacks the server's keys into a new folder.</summary>
    /// <returns>Their names.</returns>
    /// <exception cref="IOException">The file is not whole, or the folder is not empty.</exception>
    public async Task<IReadOnlyList<string>> UnpackKeysAsync(string path, string folder, CancellationToken cancellationToken)
    {
        var secret = Passphrase();
        using var archive = new MemoryStream();
        using var reader = BackupReader.Open(path, secret);
        if (reader.Manifest.Kind != BackupKind.Keys || reader.End.BodyBytes > 2L * KeyArchive.FilesMax * KeyArchive.FileBytesMax)
        {
            throw new BackupFileException($"'{path}' holds no keys.");
        }

        await reader.CopyToAsync(archive, cancellationToken);
        archive.Position = 0;
        return await KeyArchive.UnpackAsync(archive, folder, cancellationToken);
    }

    internal static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private BackupSecret Passphrase() => _options.Value.PassphraseFile.Length > 0
        ? BackupSecret.OfPassphraseFile(_options.Value.PassphraseFile)
        : throw new InvalidDataException($"Give the file with the passphrase: --{BackupOptions.Section}:{nameof(BackupOptions.PassphraseFile)}=FILE");
}
