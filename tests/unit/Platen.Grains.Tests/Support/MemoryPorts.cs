using Microsoft.Extensions.DependencyInjection;
using Platen.Domain.Ports;

namespace Platen.Grains.Tests.Support;

/// <summary>Every port that grains need, in memory. All hosts of grains in tests take theirs from here, the cluster's too: a port that is added is then there in both flavours, and this one's tests notice when it is missing.</summary>
internal sealed class MemoryPorts
{
    public MemoryPorts(TimeProvider time)
    {
        Time = time;
        Queries = new MemoryQueries(Records);
        Replication = new MemoryReplication(Records, time);
        Parked = new MemoryParkedEvents(Records);
        DeviceLog = new MemoryDeviceLog(Records);
        Secrets = new MemorySecrets(time);
        Tokens = new MemoryTokens(time);
        Authorizations = new MemoryAuthorizations(Tokens, time);
        Devices = new MemoryDeviceLogins(Tokens, Authorizations, time);
        Tries = new MemoryTries(time);
        Records.Clock = time;
        Mails = new MemoryMails(Records, time);
        Contracts = new MemoryContracts(Records);
        Credit = new MemoryCredit(Records);
        Codes = new MemoryQrLogins(time);
        Failures = new MemoryLoginFailures(time);
        Backups = new MemoryBackups(time);
    }

    public TimeProvider Time { get; }

    public MemoryRecords Records { get; } = new();

    public MemoryQueries Queries { get; }

    public MemoryReplication Replication { get; }

    public MemoryParkedEvents Parked { get; }

    public MemoryDeviceLog DeviceLog { get; }

    public MemorySecrets Secrets { get; }

    public MemoryTokens Tokens { get; }

    public MemoryAuthorizations Authorizations { get; }

    public MemoryDeviceLogins Devices { get; }

    public MemoryTries Tries { get; }

    public MemoryMails Mails { get; }

    public MemoryContracts Contracts { get; }

    public MemoryCredit Credit { get; }

    public MemoryQrLogins Codes { get; }

    public MemoryLoginFailures Failures { get; }

    public MemoryBackups Backups { get; }

    public MemoryBreaches Breaches { get; } = new();

    public MemoryDirectory Directory { get; } = new();

    public MemoryProvider Provider { get; } = new();

    public KnownEvents Reader { get; } = new();

    /// <summary>Adds them to a host's services.</summary>
    public IServiceCollection AddTo(IServiceCollection services) => services
        .AddSingleton(Time)
        .AddSingleton<IRecordStore>(Records)
        .AddSingleton<IChangeFeedSignal>(Records)
        .AddSingleton<IRecordQueries>(Queries)
        .AddSingleton<IReplicationQueries>(Replication)
        .AddSingleton<IParkedEvents>(Parked)
        .AddSingleton<IDeviceLog>(DeviceLog)
        .AddSingleton<IEventReader>(Reader)
        .AddSingleton<IWebSessions>(Secrets)
        .AddSingleton<ISetupTokens>(Secrets)
        .AddSingleton<ITokens>(Tokens)
        .AddSingleton<IAuthorizations>(Authorizations)
        .AddSingleton<IDeviceLogins>(Devices)
        .AddSingleton<ITries>(Tries)
        .AddSingleton<IMailSender>(Mails)
        .AddSingleton<IMailOutbox>(Mails)
        .AddSingleton<IContractRecords>(Contracts)
        .AddSingleton<IReportRecipients>(Contracts)
        .AddSingleton<ICreditRecords>(Credit)
        .AddSingleton<IQrLogins>(Codes)
        .AddSingleton<IBreachedPasswords>(Breaches)
        .AddSingleton<ILoginFailures>(Failures)
        .AddSingleton<IBackups>(Backups)
        .AddSingleton<ICredentialKeys>(Secrets)
        .AddSingleton<ICertificateAuthority>(Secrets)
        .AddSingleton<IMasterKey>(Secrets)
        .AddSingleton<IDirectoryClient>(Directory)
        .AddSingleton<IOpenIdClient>(Provider);
}
