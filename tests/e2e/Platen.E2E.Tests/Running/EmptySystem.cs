namespace Platen.E2E.Tests.Running;

/// <summary>A system of its own, started with <c>ops/run --empty</c>.</summary>
internal sealed class EmptySystem : IAsyncDisposable
{
    private readonly string _data = Path.Combine(Directory.CreateTempSubdirectory("platen-e2e-empty-").FullName, "data");

    private EmptySystem()
    {
    }

    public SystemEndpoints Endpoints { get; private set; } = null!;

    public static async Task<EmptySystem> StartAsync()
    {
        var system = new EmptySystem();
        (await Programs.RunAsync(Path.Combine(Repository.Root, "ops", "run"), ["--data", system._data, "--detach", "--free-ports", "--empty"])).MustSucceed();
        system.Endpoints = await SystemEndpoints.ReadAsync(system._data);
        return system;
    }

    public async ValueTask DisposeAsync()
    {
        (await Programs.RunAsync(Path.Combine(Repository.Root, "ops", "stop"), ["--data", _data])).MustSucceed();
        Directory.Delete(Path.GetDirectoryName(_data)!, recursive: true);
    }
}
