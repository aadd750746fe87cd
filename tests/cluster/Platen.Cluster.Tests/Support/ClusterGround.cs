using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;
using Platen.Silo.Hosting;
using Platen.Silo.Keys;
using Platen.Silo.Options;
using Platen.TestKit.Postgres;

namespace Platen.Cluster.Tests.Support;

/// <summary>What silos stand on: a PostgreSQL of its own, and an internal CA in a temporary folder.</summary>
public sealed class ClusterGround : IAsyncLifetime
{
    private readonly List<NetworkSilo> _silos = [];
    private readonly string _keys = Directory.CreateTempSubdirectory("platen-cluster-").FullName;

    public PrivatePostgres Postgres { get; private set; } = null!;

    internal InternalCertificateAuthority Authority { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Postgres = await PrivatePostgres.StartAsync();
        Authority = new InternalCertificateAuthority(Microsoft.Extensions.Options.Options.Create(new SiloOptions { DataDirectory = _keys }), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.DisposeAsync();
        }

        await Postgres.DisposeAsync();
        Authority.Dispose();
        Directory.Delete(_keys, recursive: true);
    }

    /// <summary>A fresh database.</summary>
    public async Task<string> DatabaseAsync() => Postgres.ConnectionString(await Postgres.CreateDatabaseAsync());

    /// <summary>Starts silos one after the other, and waits until all know all.</summary>
    internal async Task<IReadOnlyList<NetworkSilo>> StartAsync(string database, params ClusterOptions[] options)
    {
        var started = new List<NetworkSilo>();
        foreach (var each in options)
        {
            started.Add(await NetworkSilo.StartAsync(each, database, Certificates(each)));
        }

        _silos.AddRange(started);
        await Task.WhenAll(started.Select(silo => silo.KnowsAsync(options.Length)));
        return started;
    }

    /// <summary>A node's certificates, issued by the CA.</summary>
    internal OrleansNodeCertificates Certificates(ClusterOptions options) => new(options, () => Authority);

    /// <summary>A client of the silos, such as a gateway in a process of its own; it does not know the database.</summary>
    internal static async Task<IHost> ClientAsync(OrleansNodeCertificates certificates, params IEnumerable<NetworkSilo> silos)
    {
        var options = new ClusterOptions { Id = silos.First().Options.Id, Role = ClusterRole.Gateway };
        foreach (var silo in silos)
        {
            options.Silos.Add($"127.0.0.1:{silo.Options.GatewayPort}");
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging();
        builder.UseOrleansClient(client => client.AddPlatenClient(options, connectionString: "").AddPlatenTls(certificates));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
