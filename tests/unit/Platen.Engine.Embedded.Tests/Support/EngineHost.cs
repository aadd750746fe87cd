using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Platen.Engine.Embedded.Tests.Support;

/// <summary>An engine with this assembly's grains.</summary>
public sealed class EngineHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly IHostedService _service;

    public EngineHost(Action<EmbeddedGrainOptions>? configure = null, TimeProvider? time = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        collection.AddSingleton(time ?? TimeProvider.System);
        collection.AddSingleton<Probe>();
        services?.Invoke(collection);
        collection.AddEmbeddedGrains(configure, Assembly.GetExecutingAssembly());
        _provider = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        _service = _provider.GetServices<IHostedService>().Single();
        Grains = _provider.GetRequiredService<IGrainFactory>();
        Probe = _provider.GetRequiredService<Probe>();
    }

    public RecordingLog Log { get; } = new();

    public IGrainFactory Grains { get; }

    public Probe Probe { get; }

    public IServiceProvider Services => _provider;

    public T Get<T>(string key)
        where T : IGrainWithStringKey => Grains.GetGrain<T>(key);

    public Task StopAsync(CancellationToken token = default) => _service.StopAsync(token);

    public async ValueTask DisposeAsync()
    {
        await StopAsync().WaitAsync(Wait.Limit);
        await _provider.DisposeAsync();
    }
}
