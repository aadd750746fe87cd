using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using Platen.Domain;
using Platen.Domain.Mail;
using Platen.Domain.Ports;
using Platen.Domain.Tenants;
using Platen.Mail.Hosting;
using Platen.Store.Hosting;
using Platen.TestKit.Audit;
using Platen.TestKit.Mail;
using Platen.TestKit.Postgres;

namespace Platen.Mail.Tests;

/// <summary>The outbox in a private PostgreSQL, and servers that empty it to a real mail server.</summary>
public sealed class MailHouse : IAsyncLifetime, IMasterKey
{
    public static readonly TenantId Acme = TenantId.Parse("acme");

    private readonly List<ServiceProvider> _servers = [];
    private PrivatePostgres _postgres = null!;
    private string _database = "";

    public ImmutableArray<byte> Key { get; } = [.. Enumerable.Repeat((byte)4, 32)];

    public IRecordStore Records => _servers[0].GetRequiredService<IRecordStore>();

    public IMailOutbox Outbox => _servers[0].GetRequiredService<IMailOutbox>();

    public IMailSender Sender => _servers[0].GetRequiredService<IMailSender>();

    public async Task InitializeAsync()
    {
        _postgres = await PrivatePostgres.StartAsync(new() { Fsync = false });
        _database = _postgres.ConnectionString(await _postgres.CreateDatabaseAsync());
        await AddServerAsync();
        (await Records.CommitAsync(new Commit { Tenant = Acme, AuditChain = "console", Changes = [new TenantChange(new Tenant { Id = Acme, Name = "Acme", Version = 1 }) { ExpectedVersion = 0 }] }, default)).Code.ShouldBe(CommitCode.Committed);
    }

    /// <summary>One more server on the same database; what it has for the server-wide default is for the caller to say.</summary>
    internal async Task<MailDelivery> AddServerAsync(Action<MailOptions>? configure = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton<IMasterKey>(this).AddSingleton<IAuditSigner>(new TestAuditSigner(TimeProvider.System.GetUtcNow()));
        services.AddPlatenStore(store => store.ConnectionString = _database);
        services.AddPlatenMail(configure ?? (_ => { }));
        services.AddPlatenMailDelivery();
        var provider = services.BuildServiceProvider();
        _servers.Add(provider);
        foreach (var hosted in provider.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await hosted.StartingAsync(CancellationToken.None);
        }

        return provider.GetRequiredService<MailDelivery>();
    }

    /// <summary>Settings of the tenant's own for a mail server.</summary>
    internal async Task SetAsync(MailServer server, MailSecurity security = MailSecurity.Tls, bool trusted = true, string password = MailServer.Password, string host = "localhost", bool login = true)
    {
        var former = await Records.FindMailSettingsAsync(Acme, default);
        var settings = new MailSettings
        {
            Tenant = Acme, Host = host, Port = server.Port, Security = security, UserName = login ? MailServer.UserName : "", SenderAddress = "printing@acme.test", SenderName = "Drucken für alle",
            CertificateAuthorities = trusted ? await File.ReadAllTextAsync(server.Ca.PemFile) : "", Version = (former?.Version ?? 0) + 1,
        };
        settings = settings with { SealedPassword = login ? SealedSecret.Seal(Key.AsSpan(), Acme, settings.PasswordContext, password) : [] };
        await SetAsync(settings);
    }

    internal async Task SetAsync(MailSettings settings) => (await Records.CommitAsync(
        new Commit { Tenant = Acme, AuditChain = "console", Changes = [new MailSettingsChange(settings) { ExpectedVersion = settings.Version - 1 }] }, default)).Code.ShouldBe(CommitCode.Committed);

    /// <summary>A mail in the outbox.</summary>
    internal async Task<Guid> QueueAsync(string to, string text = "A text.\n.begins with a dot\nGrüße", TimeSpan? usefulFor = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var content = new MailContent(to, "Über Mails, und weshalb ihre Betreffzeilen länger sein dürfen als eine Zeile", text, $"<p>{text}</p>", "de");
        var mail = new OutgoingMail { Tenant = Acme, Id = id, Purpose = MailPurpose.Test, Content = OutgoingMail.Seal(Key.AsSpan(), Acme, id, content), At = now, EndsAt = now + (usefulFor ?? TimeSpan.FromHours(1)) };
        (await Records.CommitAsync(new Commit { Tenant = Acme, AuditChain = "console", Changes = [new MailQueued(mail) { ExpectedVersion = 0 }] }, default)).Code.ShouldBe(CommitCode.Committed);
        return id;
    }

    internal async Task<MailRow> RowAsync(Guid id) => (await Outbox.ListAsync(Acme, null, new PageRequest("", 500), default)).Items.Single(row => row.Id == id);

    /// <summary>All waiting mails are due now.</summary>
    internal Task HurryAsync() => Outbox.HurryAsync(Acme, default);

    /// <summary>SQL as somebody with the database's password could run it.</summary>
    internal async Task<T?> SqlAsync<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(_database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async Task DisposeAsync()
    {
        foreach (var server in _servers)
        {
            await server.DisposeAsync();
        }

        await _postgres.DisposeAsync();
    }
}
