using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Platen.Domain.Ports;
using Platen.Engine.Embedded;
using Platen.Grains.Hosting;
using Platen.Grains.Tests.Support;
using Platen.Store.Hosting;
using Platen.TestKit.Audit;
using Platen.TestKit.Postgres;

namespace Platen.Grains.Tests.Postgres;

/// <summary>The grains as the silo composes them: real engine, real store, a PostgreSQL of its own that waits for the disk.</summary>
public sealed class PostgresHost : IAsyncLifetime
{
    private static readonly TestAuditSigner Signer = new(TimeProvider.System.GetUtcNow());

    private PrivatePostgres _postgres = null!;
    private IHost _host = null!;
    private string _database = "";

    public string Database => _database;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public IRecordQueries Queries => _host.Services.GetRequiredService<IRecordQueries>();

    public PrivatePostgres Postgres => _postgres;

    public async Task InitializeAsync()
    {
        _postgres = await PrivatePostgres.StartAsync();
        _database = _postgres.ConnectionString(await _postgres.CreateDatabaseAsync());
        _host = Build(_database);
        await _host.StartAsync();
    }

    /// <summary>A second host of grains over the same database, as a partition makes: nothing may rest on there being one.</summary>
    public async Task<IHost> TwinAsync()
    {
        var twin = Build(_database);
        await twin.StartAsync();
        return twin;
    }

    private static IHost Build(string database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton<IMasterKey>(new MasterKey()).AddSingleton<IAuditSigner>(Signer);
        builder.Services.AddSingleton<ICertificateAuthority>(new MemorySecrets(TimeProvider.System));
        builder.Services.AddPlatenStore(options => options.ConnectionString = database);
        builder.Services.AddSingleton<IDirectoryClient>(new MemoryDirectory()).AddSingleton<IOpenIdClient>(new MemoryProvider()).AddSingleton<IMailSender>(new MemoryMails(new MemoryRecords(), TimeProvider.System));
        builder.Services.AddPlatenGrains();
        builder.Services.AddEmbeddedGrains(null, typeof(PlatenGrainsServiceCollectionExtensions).Assembly);
        return builder.Build();
    }

    public async Task DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
        {
            await host.DisposeAsync();
        }

        await _postgres.DisposeAsync();
    }

    private sealed class MasterKey : IMasterKey
    {
        public ImmutableArray<byte> Key { get; } = [.. Enumerable.Repeat((byte)7, 32)];
    }
}
