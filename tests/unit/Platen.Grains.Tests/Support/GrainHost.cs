using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Platen.Domain.Ports;
using Platen.Engine.Embedded;
using Platen.Grains.Hosting;
using Platen.TestKit.Time;

namespace Platen.Grains.Tests.Support;

/// <summary>The grains on the real engine over the record in memory, with a clock that stands still until a test moves it.</summary>
internal sealed class GrainHost : IAsyncDisposable
{
    /// <summary>How long a test waits for something that must happen.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private ServiceProvider _provider;

    public GrainHost()
    {
        Records = new MemoryRecords();
        Secrets = new MemorySecrets(Time);
        Queries = new MemoryQueries(Records);
        _provider = Build();
    }

    public ManualTimeProvider Time { get; } = new();

    public MemoryRecords Records { get; }

    public MemoryQueries Queries { get; }

    public MemorySecrets Secrets { get; }

    public MemoryDirectory Directory { get; } = new();

    public MemoryProvider Provider { get; } = new();

    /// <summary>What this version can read of parked events.</summary>
    public KnownEvents Reader { get; } = new();

    public IGrainFactory Grains => _provider.GetRequiredService<IGrainFactory>();

    /// <summary>Every activation ends and the process is as new; the record stays.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        _provider = Build();
    }

    /// <summary>A second process over the same record: what a partition does to single activation.</summary>
    public GrainHost Twin() => new(this);

    public async ValueTask DisposeAsync() => await StopAsync();

    private GrainHost(GrainHost twin)
    {
        (Time, Records, Queries, Secrets, Reader) = (twin.Time, twin.Records, twin.Queries, twin.Secrets, twin.Reader);
        _provider = Build();
    }

    private async Task StopAsync()
    {
        foreach (var service in _provider.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None).WaitAsync(Limit);
        }

        await _provider.DisposeAsync();
    }

    private ServiceProvider Build() => new ServiceCollection()
        .AddLogging()
        .AddSingleton<TimeProvider>(Time)
        .AddSingleton<IRecordStore>(Records)
        .AddSingleton<IChangeFeedSignal>(Records)
        .AddSingleton<IRecordQueries>(Queries)
        .AddSingleton<IParkedEvents>(new MemoryParkedEvents(Records))
        .AddSingleton<IEventReader>(Reader)
        .AddSingleton<IReplicationQueries>(new MemoryReplication(Records, Time))
        .AddSingleton<IWebSessions>(Secrets)
        .AddSingleton<ISetupTokens>(Secrets)
        .AddSingleton<ITokens>(new MemoryTokens(Time))
        .AddSingleton<ICredentialKeys>(Secrets)
        .AddSingleton<ICertificateAuthority>(Secrets)
        .AddSingleton<IMasterKey>(Secrets)
        .AddSingleton<IDirectoryClient>(Directory)
        .AddSingleton<IOpenIdClient>(Provider)
        .AddPlatenGrains()
        .AddEmbeddedGrains(null, typeof(PlatenGrainsServiceCollectionExtensions).Assembly)
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
