using System.Collections.Immutable;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Audit;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Silo.Keys;
using Platen.Silo.Options;
using Platen.Store.Hosting;

namespace Platen.Silo.Hosting;

/// <summary>
/// <c>verify-audit [--heads FILE] [--witness NAME]</c>: verifies the audit log without a running server, from the database, the server's keys, and the file <c>audit-heads</c> of an agent's data folder. Writes nothing. Takes the server's own settings.
/// </summary>
internal static class AuditCommand
{
    private const int HeadsBytesMax = 8 * 1024 * 1024;

    /// <returns>0: whole. 1: faults, named on standard output. 2: it could not be verified. Null: this is another command.</returns>
    public static async Task<int?> TryRunAsync(string[] args)
    {
        if (args is not ["verify-audit", .. var rest])
        {
            return null;
        }

        try
        {
            var configuration = new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(rest).Build();
            var options = configuration.GetSection(SiloOptions.Section).Get<SiloOptions>() ?? new SiloOptions();
            var authority = Path.Combine(KeyFolder.Of(options), KeyFolder.Authority);
            if (options.ConnectionString.Length == 0 || !File.Exists(authority))
            {
                throw new InvalidDataException($"Give the server's own settings: {SiloOptions.Section}:{nameof(SiloOptions.ConnectionString)}, and {SiloOptions.Section}:{nameof(SiloOptions.DataDirectory)} with its keys ('{authority}').");
            }

            return await VerifyAsync(options, Heads(configuration["heads"], configuration["witness"] ?? "file"));
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException or CryptographicException or RecordStoreUnavailableException or OptionsValidationException)
        {
            await System.Console.Error.WriteLineAsync("error: " + fault.Message);
            return 2;
        }
    }

    private static async Task<int> VerifyAsync(SiloOptions options, ImmutableArray<WitnessedHead> heads)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(Microsoft.Extensions.Options.Options.Create(options)).AddSingleton(TimeProvider.System)
            .AddSingleton<InternalCertificateAuthority>().AddSingleton<IMasterKey, FileMasterKey>().AddSingleton<IAuditSigner, AuditSigner>()
            .AddPlatenStore(store => store.ConnectionString = options.ConnectionString);
        await using var provider = services.BuildServiceProvider(); // not started: nothing is migrated, swept or taken over
        var signer = provider.GetRequiredService<IAuditSigner>();
        var genuine = heads.Where(head => signer.IsGenuine(head.Head)).ToImmutableArray();
        var verdict = await provider.GetRequiredService<IAuditLog>().VerifyAsync(TenantId.Parse(options.Tenant), genuine, new Told(), CancellationToken.None);
        System.Console.WriteLine($"{verdict.Entries} entries in {verdict.Chains} chains, {verdict.Checkpoints} signed checkpoints, {genuine.Length} heads of agents ({heads.Length - genuine.Length} not signed by this installation).");
        foreach (var fault in verdict.Breaks)
        {
            System.Console.WriteLine($"{fault.Kind} {fault.Chain} {fault.Position}: {fault.Message}");
        }

        System.Console.WriteLine(verdict.Whole ? "The log is whole." : $"{verdict.Breaks.Length} faults.");
        return verdict.Whole ? 0 : 1;
    }

    private static ImmutableArray<WitnessedHead> Heads(string? file, string witness)
    {
        if (file is null)
        {
            return [];
        }

        if (new FileInfo(file) is { Exists: true, Length: > HeadsBytesMax })
        {
            throw new InvalidDataException($"'{file}' is no agent's 'audit-heads': it has more than {HeadsBytesMax} bytes.");
        }

        return [.. File.ReadLines(file).Select(Read).OfType<AuditCheckpoint>().Select(head => new WitnessedHead(witness, head))];
    }

    private static AuditCheckpoint? Read(string line)
    {
        try
        {
            var head = line.EndsWith('.') ? AuditHead.Parser.ParseFrom(Convert.FromBase64String(line[..^1])) : new AuditHead();
            return AuditCheckpointForm.TryRead(head.Statement.Span, head.Certificate.Span, head.Signature.Span);
        }
        catch (Exception fault) when (fault is FormatException or InvalidProtocolBufferException)
        {
            return null; // a line that a crash of the agent has torn
        }
    }

    // a line each million entries
    private sealed class Told : IProgress<AuditProgress>
    {
        private const long Every = 1_000_000;
        private long _last;

        public void Report(AuditProgress value)
        {
            if (value.Entries / Every > _last / Every)
            {
                System.Console.Error.WriteLine($"{value.Entries} of {value.Total} …");
            }

            _last = value.Entries;
        }
    }
}
