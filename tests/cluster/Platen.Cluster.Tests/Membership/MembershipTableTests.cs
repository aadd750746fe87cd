using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Runtime.MembershipService;
using Platen.Cluster.Tests.Support;
using Platen.Silo.Hosting;
using Platen.Silo.Options;

namespace Platen.Cluster.Tests.Membership;

/// <summary>Our tables and queries do what Orleans' membership protocol asks of them. Mutants: leave out the comparison with the cluster's version; step it without a row; clean up active silos.</summary>
public sealed class MembershipTableTests(ClusterGround ground) : IClassFixture<ClusterGround>, IAsyncLifetime
{
    private string _database = "";
    private NetworkSilo _silo = null!;
    private AdoNetClusteringTable _table = null!;

    public async Task InitializeAsync()
    {
        _database = await ground.DatabaseAsync();
        _silo = (await ground.StartAsync(_database, NetworkSilo.OptionsOf(ClusterRole.Master)))[0];
        // the table of a cluster without silos, so that nobody else writes
        var cluster = Microsoft.Extensions.Options.Options.Create(new Orleans.Configuration.ClusterOptions { ClusterId = "empty", ServiceId = OrleansMembership.ServiceId });
        var clustering = new AdoNetClusteringSiloOptions { Invariant = OrleansMembership.Invariant, ConnectionString = OrleansMembership.ConnectionString(_database) };
        _table = new AdoNetClusteringTable(_silo.Services, cluster, Microsoft.Extensions.Options.Options.Create(clustering), NullLogger<AdoNetClusteringTable>.Instance);
        await _table.InitializeMembershipTable(tryInitTableVersion: true);
        (await InsertAsync(Entry(generation: 0))).ShouldBeTrue();
    }

    public async Task DisposeAsync() => await _silo.StopAsync();

    [Fact]
    public async Task Silo_ThatRuns_IsInTheTableWithItsFixedEndpoint()
    {
        var table = _silo.Services.GetRequiredService<IMembershipTable>();
        var entry = (await table.ReadRow(_silo.Address)).Members.ShouldHaveSingleItem().Item1;
        (entry.Status, entry.ProxyPort, entry.SiloName).ShouldBe((SiloStatus.Active, _silo.Options.GatewayPort, $"master-127.0.0.1:{_silo.Options.SiloPort}"));
        entry.SiloAddress.Endpoint.ShouldBe(new IPEndPoint(IPAddress.Loopback, _silo.Options.SiloPort));
    }

    [Fact]
    public async Task Silo_ThatStops_IsDeadInTheTableAtOnce()
    {
        await _silo.StopAsync();
        (await StatusAsync(_silo.Address)).ShouldBe((int)SiloStatus.Dead);
    }

    [Fact]
    public async Task Insert_OfTheSameRowOrWithAStaleVersion_ChangesNothing()
    {
        var other = Entry(generation: 1);
        var version = (await _table.ReadAll()).Version;
        (await InsertAsync(other)).ShouldBeTrue();
        (await InsertAsync(other)).ShouldBeFalse();
        (await _table.InsertRow(Entry(generation: 2), version)).ShouldBeFalse();
        (await _table.ReadAll()).Members.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Update_OfManyAtOnce_SucceedsForOneOnly()
    {
        var other = Entry(generation: 1);
        await InsertAsync(other);
        var read = await _table.ReadAll();
        other.Status = SiloStatus.Dead;
        other.SuspectTimes = [Tuple.Create(_silo.Address, DateTime.SpecifyKind(new DateTime(2026, 3, 1), DateTimeKind.Utc))];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _table.UpdateRow(other, "", read.Version)));
        outcomes.Count(static done => done).ShouldBe(1);
        var after = await _table.ReadRow(other.SiloAddress);
        (after.Version.Version, after.Members[0].Item1.Status, after.Members[0].Item1.SuspectTimes!.Count).ShouldBe((read.Version.Version + 1, SiloStatus.Dead, 1));
    }

    [Fact]
    public async Task Cluster_ThatIsDeleted_IsGoneWithItsSilosAndNoOtherOne()
    {
        await _table.DeleteMembershipTableEntries("empty");
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT string_agg(DISTINCT cluster, ',') FROM orleans.silos", connection);
        (await command.ExecuteScalarAsync()).ShouldBe("test");
    }

    [Fact]
    public async Task Update_OfASiloThatIsNotThere_DoesNotStepTheVersion()
    {
        var before = await _table.ReadAll();
        (await _table.UpdateRow(Entry(generation: 9), "", before.Version)).ShouldBeFalse();
        (await _table.ReadAll()).Version.Version.ShouldBe(before.Version.Version);
    }

    [Fact]
    public async Task CleanUp_OfDefunctSilos_TakesTheDeadAndLeavesTheRest()
    {
        var (dead, active) = (Entry(generation: 1), Entry(generation: 2));
        dead.Status = SiloStatus.Dead;
        (await InsertAsync(dead)).ShouldBeTrue();
        (await InsertAsync(active)).ShouldBeTrue();
        await _table.CleanupDefunctSiloEntries(DateTimeOffset.UnixEpoch);
        (await _table.ReadAll()).Members.Count.ShouldBe(3);
        await _table.CleanupDefunctSiloEntries(new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        (await _table.ReadAll()).Members.Select(static row => row.Item1.Status).ShouldBe([SiloStatus.Active, SiloStatus.Active]);
    }

    [Fact]
    public async Task Alive_WhenSaid_IsWrittenWithoutAStep()
    {
        var before = await _table.ReadRow(Entry(generation: 0).SiloAddress);
        var entry = before.Members[0].Item1;
        entry.IAmAliveTime = DateTime.SpecifyKind(new DateTime(2026, 4, 1), DateTimeKind.Utc);
        await _table.UpdateIAmAlive(entry);
        var after = await _table.ReadRow(entry.SiloAddress);
        (after.Members[0].Item1.IAmAliveTime, after.Version.Version).ShouldBe((entry.IAmAliveTime, before.Version.Version));
    }

    private async Task<bool> InsertAsync(MembershipEntry entry) => await _table.InsertRow(entry, (await _table.ReadAll()).Version);

    private async Task<int> StatusAsync(SiloAddress address)
    {
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT status FROM orleans.silos WHERE port = $1 AND generation = $2", connection) { Parameters = { new() { Value = address.Endpoint.Port }, new() { Value = address.Generation } } };
        return (int)(await command.ExecuteScalarAsync())!;
    }

    private static MembershipEntry Entry(int generation) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse("192.0.2.1"), 11111, generation),
        SiloName = "other",
        HostName = "other",
        Status = SiloStatus.Active,
        ProxyPort = 30000,
        StartTime = DateTime.SpecifyKind(new DateTime(2026, 3, 1), DateTimeKind.Utc),
        IAmAliveTime = DateTime.SpecifyKind(new DateTime(2026, 3, 1), DateTimeKind.Utc),
    };
}
