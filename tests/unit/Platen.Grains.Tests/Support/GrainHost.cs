using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans;
using Platen.Engine.Embedded;
using Platen.Grains.Hosting;
using Platen.TestKit.Time;

namespace Platen.Grains.Tests.Support;

/// <summary>The grains on the real engine over the record in memory, with a clock that stands still until a test moves it.</summary>
internal sealed class GrainHost : IAsyncDisposable
{
    /// <summary>How long a test waits for something that must happen.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private readonly MemoryPorts _ports;
    private ServiceProvider _provider;

    public GrainHost()
    {
        _ports = new MemoryPorts(Time);
        _provider = Build();
    }

    public ManualTimeProvider Time { get; } = new();

    public MemoryRecords Records => _ports.Records;

    public MemoryQueries Queries => _ports.Queries;

    public MemorySecrets Secrets => _ports.Secrets;

    public MemoryBreaches Breaches => _ports.Breaches;

    public MemoryDirectory Directory => _ports.Directory;

    public MemoryProvider Provider => _ports.Provider;

    public MemoryMails Mails => _ports.Mails;

    public MemoryBackups Backups => _ports.Backups;

    /// <summary>What this version can read of parked events.</summary>
    public KnownEvents Reader => _ports.Reader;

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
        (Time, _ports) = (twin.Time, twin._ports);
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

    private ServiceProvider Build() => _ports.AddTo(new ServiceCollection())
        .AddLogging()
        .AddPlatenGrains()
        .AddEmbeddedGrains(null, typeof(PlatenGrainsServiceCollectionExtensions).Assembly)
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
}
