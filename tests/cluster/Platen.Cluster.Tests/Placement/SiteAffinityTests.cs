using Orleans.Runtime;
using Platen.Cluster.Tests.Support;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;

namespace Platen.Cluster.Tests.Placement;

/// <summary>Grains of a site run on the site's silos while one is up, everything else on masters. Mutants: leave out the filter; read the caller's metadata instead of the key; leave out the sweep.</summary>
public sealed class SiteAffinityTests
{
    private const int Keys = 30;

    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TenantId Acme = TenantId.Parse("acme");
    private static readonly SiteId North = SiteId.Parse("north");
    private static readonly SiteId South = SiteId.Parse("south");

    [Fact]
    public async Task Devices_OfASiteWithASilo_AreAllPlacedThere()
    {
        await using var cluster = await PlacementCluster.StartAsync(PlacementCluster.Master, PlacementCluster.SiteSilo("north"), PlacementCluster.SiteSilo("south"));
        (await PlacesAsync(cluster, Devices(cluster, North))).ShouldBe(["Silo_1"]);
        (await PlacesAsync(cluster, Devices(cluster, South))).ShouldBe(["Silo_2"]);
    }

    [Fact]
    public async Task Devices_OfASiteWithoutASilo_AreOnMastersOnly()
    {
        await using var cluster = await PlacementCluster.StartAsync(PlacementCluster.Master, PlacementCluster.Master, PlacementCluster.SiteSilo("south"));
        (await PlacesAsync(cluster, Devices(cluster, North))).ShouldBeSubsetOf(["Silo_0", "Silo_1"]);
    }

    [Fact]
    public async Task UsersJobsAndQueues_WithSiteSilosUp_AreOnMastersOnly()
    {
        await using var cluster = await PlacementCluster.StartAsync(PlacementCluster.Master, PlacementCluster.SiteSilo("north"));
        var places = new List<string?>();
        for (var i = 0; i < Keys; i++)
        {
            var user = cluster.Grains.User(Acme, UserId.New(TimeProvider.System));
            var job = cluster.Grains.Job(Acme, JobId.New(TimeProvider.System));
            // a queue with the name of a site: its key looks like a site's, but its class is no site's
            var queue = cluster.Grains.Queue(Acme, QueueId.Parse("north"));
            await Task.WhenAll(user.GetAsync(None), job.GetAsync(None), queue.GetAsync(None));
            places.AddRange([await cluster.WhereAsync(user), await cluster.WhereAsync(job), await cluster.WhereAsync(queue)]);
        }

        places.Distinct().ShouldBe(["Silo_0"]);
    }

    [Fact]
    public async Task Devices_WhenTheirSitesSiloStops_AreOnAMasterAtTheNextCall()
    {
        await using var cluster = await PlacementCluster.StartAsync(PlacementCluster.Master, PlacementCluster.SiteSilo("north"));
        var devices = Devices(cluster, North);
        (await PlacesAsync(cluster, devices)).ShouldBe(["Silo_1"]);
        await cluster.Cluster.StopSiloAsync(cluster.Silo(1));
        (await PlacesAsync(cluster, devices)).ShouldBe(["Silo_0"]);
    }

    [Fact]
    public async Task Devices_WhenTheirSitesSiloIsKilled_AreOnAMasterSoon()
    {
        await using var cluster = await PlacementCluster.StartAsync(PlacementCluster.Master, PlacementCluster.SiteSilo("north"));
        var device = Devices(cluster, North)[0];
        (await PlacesAsync(cluster, [device])).ShouldBe(["Silo_1"]);
        await cluster.Cluster.KillSiloAsync(cluster.Silo(1));
        await Eventually.HoldsAsync("the device answers from a master", () => TryAsync(cluster, device), static place => place == "Silo_0");
    }

    [Fact]
    public async Task Grains_WhenTheirSitesSiloIsBack_GoHomeWithTheSweepAndNotBefore()
    {
        await using var cluster = await PlacementCluster.StartAsync(PlacementCluster.Master);
        IReadOnlyList<IAddressable> grains = [.. Devices(cluster, North), cluster.Grains.Site(Acme, North)];
        (await PlacesAsync(cluster, grains)).ShouldBe(["Silo_0"]);
        await cluster.AddAsync(PlacementCluster.SiteSilo("north"));
        (await PlacesAsync(cluster, grains)).ShouldBe(["Silo_0"]);
        cluster.SweepAll().ShouldBe(grains.Count);
        await AreAsync(cluster, grains, "Silo_1");
        cluster.SweepAll().ShouldBe(0);
    }

    [Fact]
    public async Task CompanyGrains_ThatWokeOnASiteSilo_GoToAMasterWithTheSweep()
    {
        await using var cluster = await PlacementCluster.StartAsync(PlacementCluster.SiteSilo("north"));
        var user = cluster.Grains.User(Acme, UserId.New(TimeProvider.System));
        (await PlacesAsync(cluster, [user])).ShouldBe(["Silo_0"], "a grain that runs somewhere is better than one that runs nowhere");
        await cluster.AddAsync(PlacementCluster.Master);
        cluster.SweepAll().ShouldBe(1);
        await AreAsync(cluster, [user], "Silo_1");
    }

    private static List<IAddressable> Devices(PlacementCluster cluster, SiteId site) =>
        [.. Enumerable.Range(0, Keys).Select(i => cluster.Grains.Device(Acme, site, DeviceId.Parse($"mfp-{i}")))];

    // A sweep that comes before the new silo's grain types are known everywhere moves nothing; the next one does.
    private static Task<string> AreAsync(PlacementCluster cluster, IReadOnlyList<IAddressable> grains, string silo) => Eventually.HoldsAsync(
        $"all grains are on {silo}",
        async () =>
        {
            cluster.SweepAll();
            return string.Join(',', await PlacesAsync(cluster, grains));
        },
        places => places == silo);

    private static async Task<string?> TryAsync(PlacementCluster cluster, IAddressable grain)
    {
        try
        {
            return (await PlacesAsync(cluster, [grain]))[0];
        }
        catch (Exception fault) when (fault is OrleansException or TimeoutException)
        {
            return fault.Message;
        }
    }

    /// <summary>Calls each grain, and gives the names of the silos that they are on.</summary>
    private static async Task<List<string?>> PlacesAsync(PlacementCluster cluster, IReadOnlyList<IAddressable> grains)
    {
        await Task.WhenAll(grains.Select(CallAsync));
        return [.. (await Task.WhenAll(grains.Select(cluster.WhereAsync))).Distinct().Order(StringComparer.Ordinal)];
    }

    private static Task CallAsync(IAddressable grain) => grain switch
    {
        Platen.Grains.Abstractions.Devices.IDeviceGrain device => device.GetAsync(None),
        Platen.Grains.Abstractions.Sites.ISiteGrain site => site.GetAsync(None),
        Platen.Grains.Abstractions.Users.IUserGrain user => user.GetAsync(None),
        _ => throw new ArgumentException($"{grain} is not called by these tests.", nameof(grain)),
    };
}
