using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Npgsql;
using Platen.Domain.Backups;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Silo.Keys;
using Platen.Silo.Options;
using Platen.Store.Backups;
using Platen.Store.Hosting;

namespace Platen.Silo.Hosting;

/// <summary>
/// The operator's commands for backups (OP01): <c>backup</c>, <c>backup list</c>, <c>backup verify FILE</c>, <c>backup make-key FILE</c>, <c>backup restore-keys FILE FOLDER</c>, <c>restore FILE</c>. They take the server's own settings, and write into its audit log
/// with the operator's account.
/// </summary>
internal static class BackupCommands
{
    private const string Usage = """
        usage: Platen.Silo backup [SETTINGS]                            make a backup now
               Platen.Silo backup list [SETTINGS]                       what is in the folder
               Platen.Silo backup verify FILE [SETTINGS]                prove a file whole
               Platen.Silo backup make-key FILE                         make the key of the files
               Platen.Silo backup restore-keys FILE FOLDER [SETTINGS]   unpack the server's keys
               Platen.Silo restore FILE [--replace] [--keep-tokens] [--with-audit-faults] [SETTINGS]
        SETTINGS are the server's own: --Platen:DataDirectory=FOLDER --Platen:Backup:Folder=FOLDER --Platen:Backup:KeyFile=FILE …, or in the environment.
        """;

    private static readonly TimeSpan BusyMax = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly string[] Flags = ["--replace", "--keep-tokens", "--with-audit-faults"];

    /// <returns>0: done. 1: not done, or a file is not whole; standard error says why. 2: it was called wrongly. Null: this is another command.</returns>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        if (args is not [("backup" or "restore") and var command, .. var rest])
        {
            return null;
        }

        var words = rest.Where(word => !word.StartsWith("--", StringComparison.Ordinal)).ToArray();
        var flags = rest.Where(Flags.Contains).ToHashSet(StringComparer.Ordinal);
        using var end = new CancellationTokenSource();
        using var onInterrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGINT, context => End(context, end));
        using var onTerminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, context => End(context, end));
        try
        {
            return (command, words) switch
            {
                ("backup", ["make-key", var file]) => MakeKey(file),
                ("backup", []) => await WithAsync(rest, needsRecord: true, (services, token) => MakeAsync(services, token), end.Token),
                ("backup", ["list"]) => await WithAsync(rest, needsRecord: true, async (services, token) => Say((await services.GetRequiredService<IBackups>().ListAsync(token)).Select(BackupInspector.Line)), end.Token),
                ("backup", ["verify", var file]) => await WithAsync(rest, needsRecord: false, async (services, token) => Say(await services.GetRequiredService<BackupInspector>().VerifyAsync(file, token)), end.Token),
                ("backup", ["restore-keys", var file, var folder]) => await WithAsync(rest, needsRecord: false, async (services, token) => Say(await services.GetRequiredService<BackupInspector>().UnpackKeysAsync(file, folder, token)), end.Token),
                ("restore", [var file]) => await WithAsync(rest, needsRecord: true, (services, token) => RestoreAsync(services, file, flags, token), end.Token),
                _ => await SayUsageAsync(),
            };
        }
        catch (OptionsValidationException fault)
        {
            foreach (var failure in fault.Failures)
            {
                await System.Console.Error.WriteLineAsync("error: " + failure);
            }

            return 2;
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException or CryptographicException or RecordStoreUnavailableException or NpgsqlException or OperationCanceledException)
        {
            await System.Console.Error.WriteLineAsync("error: " + fault.Message);
            return 1;
        }
    }

    private static void End(System.Runtime.InteropServices.PosixSignalContext context, CancellationTokenSource end)
    {
        context.Cancel = true; // what is half done is removed first
        end.Cancel();
    }

    private static async Task<int> SayUsageAsync()
    {
        await System.Console.Error.WriteLineAsync(Usage);
        return 2;
    }

    private static int Say(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            System.Console.WriteLine(line);
        }

        return 0;
    }

    private static int MakeKey(string file)
    {
        BackupSecret.MakeKeyFile(file);
        return Say([$"{file}: the key of the backups. Name it in {BackupOptions.Section}:{nameof(BackupOptions.KeyFile)}, and keep a copy apart from them, on paper or another machine: without it they are worth nothing."]);
    }

    private static async Task<int> WithAsync(string[] rest, bool needsRecord, Func<IServiceProvider, CancellationToken, Task<int>> run, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine([.. rest.Where(word => word.StartsWith("--", StringComparison.Ordinal) && !Flags.Contains(word))]).Build();
        var options = configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
        if (needsRecord && (options.ConnectionString.Length == 0 || !new[] { KeyFolder.Authority, KeyFolder.MasterKey }.All(file => File.Exists(Path.Combine(KeyFolder.Of(options), file)))))
        {
            throw new InvalidDataException($"Give the server's own settings: {SiloOptions.Section}:{nameof(SiloOptions.ConnectionString)}, and {SiloOptions.Section}:{nameof(SiloOptions.DataDirectory)} or {nameof(SiloOptions.KeysDirectory)} with its keys, which are put back first.");
        }

        var services = new ServiceCollection().AddLogging().AddSingleton(Microsoft.Extensions.Options.Options.Create(options)).AddSingleton(TimeProvider.System)
            .AddSingleton<InternalCertificateAuthority>().AddSingleton<IMasterKey, FileMasterKey>().AddSingleton<IAuditSigner, AuditSigner>()
            .AddPlatenStore(store => store.ConnectionString = options.ConnectionString).AddBackups(configuration, options);
        await using var provider = services.BuildServiceProvider(); // not started: nothing is migrated, swept or taken over
        return await run(provider, cancellationToken);
    }

    private static async Task<int> MakeAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var tenant = TenantId.Parse(services.GetRequiredService<IOptions<SiloOptions>>().Value.Tenant);
        var (backups, time) = (services.GetRequiredService<IBackups>(), services.GetRequiredService<TimeProvider>());
        var until = time.GetUtcNow() + BusyMax;
        var result = await backups.MakeAsync(tenant, Actor.System(Environment.MachineName), Account, cancellationToken);
        while (result.Code == BackupCode.Busy && time.GetUtcNow() < until)
        {
            // the server makes one of its own just now
            await Task.Delay(LookEvery, time, cancellationToken);
            result = await backups.MakeAsync(tenant, Actor.System(Environment.MachineName), Account, cancellationToken);
        }

        if (result.Made is not { } made)
        {
            await System.Console.Error.WriteLineAsync("error: " + result.Reason);
            return 1;
        }

        return Say([$"{made.File}: {made.Bytes} bytes, SHA-256 {result.Sha256}, {result.Took.TotalSeconds:0.0} s, read back whole.", .. result.Removed.Select(file => $"{file}: removed, it was too old.")]);
    }

    private static async Task<int> RestoreAsync(IServiceProvider services, string file, HashSet<string> flags, CancellationToken cancellationToken)
    {
        var options = services.GetRequiredService<IOptions<BackupOptions>>().Value;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.DurationMax);
        var order = new RestoreOrder { File = file, By = Account, Replace = flags.Contains("--replace"), KeepTokens = flags.Contains("--keep-tokens"), WithAuditFaults = flags.Contains("--with-audit-faults") };
        var result = await services.GetRequiredService<DatabaseRestore>().RestoreAsync(order, new Told(), limit.Token);
        foreach (var line in result.Words)
        {
            await (result.Done ? System.Console.Out : System.Console.Error).WriteLineAsync(result.Done ? line : "error: " + line);
        }

        return result.Done ? 0 : 1;
    }

    // who called sudo is meant, not root
    private static string Account => Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 and <= 64 } caller ? caller : Environment.UserName;

    private sealed class Told : IProgress<string>
    {
        public void Report(string value) => System.Console.Error.WriteLine(value);
    }
}
