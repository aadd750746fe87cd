using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Platen.Domain.Ports;
using Platen.Store.Accounting;
using Platen.Store.Audit;
using Platen.Store.Backups;
using Platen.Store.Commits;
using Platen.Store.Connections;
using Platen.Store.Contracts;
using Platen.Store.DeviceLog;
using Platen.Store.Feed;
using Platen.Store.Keys;
using Platen.Store.Mail;
using Platen.Store.Migrations;
using Platen.Store.OAuth;
using Platen.Store.Queries;
using Platen.Store.Records;
using Platen.Store.Sessions;
using Platen.Store.Standby;

namespace Platen.Store.Hosting;

/// <summary>Adds the PostgreSQL store to a host.</summary>
public static class StoreServices
{
    /// <summary>
    /// Adds <see cref="IRecordStore"/>, <see cref="IRecordQueries"/>, <see cref="IParkedEvents"/>, <see cref="IDeviceLog"/>, <see cref="IChangeFeedSignal"/>, <see cref="IWebSessions"/>, <see cref="ITokens"/>, <see cref="IAuthorizations"/>, <see cref="IDeviceLogins"/>, <see cref="ICodebookRecords"/>, <see cref="IContractRecords"/>, <see cref="IReportRecipients"/>, <see cref="ITries"/>, <see cref="IMailOutbox"/>, <see cref="ILoginFailures"/>, <see cref="IQrLogins"/>, <see cref="ISetupTokens"/>, <see cref="IBackups"/> and <see cref="ICredentialKeys"/>,
    /// which needs an <see cref="IMasterKey"/> from the host. The schema is migrated before other hosted services start. Wrong options stop the start with all their errors.
    /// </summary>
    public static IServiceCollection AddPlatenStore(this IServiceCollection services, Action<StoreOptions> configure)
    {
        services.AddOptions<StoreOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<StoreOptions>, StoreOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ServerEpoch>();
        services.TryAddSingleton<IStandbyWait, NoStandbyWait>();
        services.AddSingleton<ActiveServer>();
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<ActiveServer>());
        services.AddSingleton<StoreDatabase>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<LedgerPartitions>();
        services.AddSingleton<CommitCombiner>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton<FeedRetention>();
        services.AddSingleton<FeedListener>();
        services.AddSingleton<AuditCheckpoints>();
        services.AddSingleton<AuditChainReader>();
        services.AddSingleton<AuditComparison>();
        services.AddSingleton<AuditVerifier>();
        services.AddSingleton<AuditSealing>();
        services.AddSingleton<AuditRetention>();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<StoreSweeper>();
        services.AddOptions<BackupOptions>().ValidateOnStart();
        services.AddSingleton<IValidateOptions<BackupOptions>, BackupOptionsValidator>();
        services.AddSingleton<BackupFiles>();
        services.AddSingleton<BackupAudit>();
        services.AddSingleton<BackupInstruments>();
        services.AddSingleton<BackupInspector>();
        services.AddSingleton<DatabaseRestore>();
        services.AddSingleton<IBackups, Backups.Backups>();
        services.AddSingleton<IRecordStore, RecordStore>();
        services.AddSingleton<RawEventSeal>();
        services.AddSingleton<IRecordQueries, RecordQueries>();
        services.AddSingleton<IParkedEvents, ParkedEvents>();
        services.AddSingleton<IDeviceLog, DeviceLogReader>();
        services.AddSingleton<DeviceLogRetention>();
        services.AddSingleton<IReplicationQueries, ReplicationQueries>();
        services.AddSingleton<IWebSessions, WebSessions>();
        services.AddSingleton<ITokens, Tokens.Tokens>();
        services.AddSingleton<IAuthorizations, Authorizations>();
        services.AddSingleton<ICodebookRecords, CodebookRecords>();
        services.AddSingleton<IContractRecords, ContractRecords>();
        services.AddSingleton<IReportRecipients, ReportRecipients>();
        services.AddSingleton<ICreditRecords, CreditRecords>();
        services.AddSingleton<IDeviceLogins, DeviceLogins>();
        services.AddSingleton<ITries, Tries>();
        services.AddSingleton<IMailOutbox, MailOutbox>();
        services.AddSingleton<ILoginFailures, LoginFailures>();
        services.AddSingleton<IQrLogins, QrLogins>();
        services.AddSingleton<ISetupTokens, SetupTokens>();
        services.AddSingleton<ICredentialKeys, CredentialKeys>();
        services.AddSingleton<IChangeFeedSignal>(s => s.GetRequiredService<FeedListener>());
        services.AddSingleton<IHostedService, StoreStart>();
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<FeedListener>());
        services.AddSingleton<IHostedService>(s => s.GetRequiredService<StoreSweeper>());
        return services;
    }
}
