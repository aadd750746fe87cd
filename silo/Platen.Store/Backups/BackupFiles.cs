using Microsoft.Extensions.Options;
using Npgsql;
using Platen.Domain.Backups;

namespace Platen.Store.Backups;

/// <summary>Makes and proves backup files. A file has its name only once it was read back whole; what is not finished goes.</summary>
internal sealed class BackupFiles(IOptions<BackupOptions> options, TimeProvider time)
{
    /// <summary>Dumps a snapshot of the database into a file.</summary>
    /// <returns>The file, and its SHA-256.</returns>
    public async Task<(BackupInfo File, string Sha256)> DumpAsync(string connectionString, BackupSnapshot snapshot, BackupSecret secret, CancellationToken cancellationToken)
    {
        var tools = await PostgresTools.FindAsync(options.Value.PostgresFolder, snapshot.Major, cancellationToken);
        var environment = PostgresRun.EnvironmentOf(new NpgsqlConnectionStringBuilder(connectionString));
        return await WriteAsync(
            options.Value.Folder, secret, snapshot.Manifest,
            async target =>
            {
                // one table after the other, so that nothing but the stream holds it; gzip's lowest level, which is nearly as small here and several times faster
                await using var run = PostgresRun.Start(tools.Dump, ["--format=custom", "--compress=1", "--no-password", "--lock-wait-timeout=60s", "--snapshot=" + snapshot.Name], environment, cancellationToken);
                run.CloseInput();
                await run.Output.CopyToAsync(target, cancellationToken);
                await run.EndAsync(cancellationToken);
            },
            path => VerifyDatabaseAsync(path, secret, tools, cancellationToken), cancellationToken);
    }

    /// <summary>Puts the server's keys and certificates into a file of their own.</summary>
    public Task<(BackupInfo File, string Sha256)> ArchiveKeysAsync(string folder, BackupSecret secret, BackupManifest manifest, CancellationToken cancellationToken) => WriteAsync(
        folder, secret, manifest, target => KeyArchive.WriteAsync(options.Value.KeysFrom, target, cancellationToken), path => ProveAsync(path, secret, cancellationToken), cancellationToken);

    /// <summary>Proves a file whole, and that <c>pg_restore</c> can read it.</summary>
    /// <exception cref="BackupFileException">It is not.</exception>
    public static async Task<BackupManifest> VerifyDatabaseAsync(string path, BackupSecret secret, PostgresTools tools, CancellationToken cancellationToken)
    {
        using var reader = BackupReader.Open(path, secret);
        await using var run = PostgresRun.Start(tools.Restore, ["--list"], new Dictionary<string, string>(), cancellationToken);
        var listing = run.Output.CopyToAsync(Stream.Null, cancellationToken);
        // it reads the list of contents and ends; the rest is proven all the same
        await reader.CopyToAsync(new EndableStream(run.Input, () => run.HasEnded), cancellationToken);
        CloseInput(run);
        await listing;
        return await run.FaultAsync(cancellationToken) is { } fault
            ? throw new BackupFileException($"'{path}' is what was written, but {fault.Message}", fault)
            : reader.Manifest;
    }

    /// <summary>Proves a file whole.</summary>
    public static async Task<BackupManifest> ProveAsync(string path, BackupSecret secret, CancellationToken cancellationToken)
    {
        using var reader = BackupReader.Open(path, secret);
        await reader.CopyToAsync(Stream.Null, cancellationToken);
        return reader.Manifest;
    }

    internal async Task<(BackupInfo File, string Sha256)> WriteAsync(string folder, BackupSecret secret, BackupManifest manifest, Func<Stream, Task> fill, Func<string, Task> prove, CancellationToken cancellationToken)
    {
        var name = BackupFolder.Name(manifest.Kind, manifest.At);
        var draft = BackupFolder.Draft(folder, name);
        try
        {
            string sha256;
            await using (var file = BackupFolder.Create(draft))
            {
                var began = time.GetTimestamp();
                await using var writer = await BackupWriter.BeginAsync(file, secret, manifest, cancellationToken);
                await fill(writer);
                sha256 = await writer.CompleteAsync(time.GetElapsedTime(began), cancellationToken);
                file.Flush(flushToDisk: true);
            }

            await prove(draft);
            var bytes = new FileInfo(draft).Length;
            BackupFolder.Publish(folder, name);
            return (new BackupInfo { File = name, Kind = manifest.Kind, At = manifest.At, Bytes = bytes, Program = manifest.Program, SchemaStep = manifest.Schema.LastOrDefault()?.Number ?? 0 }, sha256);
        }
        catch
        {
            File.Delete(draft);
            throw;
        }
    }

    private static void CloseInput(PostgresRun run)
    {
        try
        {
            run.CloseInput();
        }
        catch (IOException)
        {
            // it ended before it read all; its exit status tells whether that was well
        }
    }
}
