using Platen.Cluster.Tests.Support;
using Platen.Domain.Directories;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Directories;
using Platen.Grains.Tests.Support;

namespace Platen.Cluster.Tests.Directories;

/// <summary>A directory's run in a cluster (AU21): asked for from outside, carried out on one silo, and gone on with by another when that one is lost. Orleans' TestingHost, a directory in memory.</summary>
public sealed class DirectoryRunTests
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DirectoryId Id = DirectoryId.Parse("corporate");

    [Theory]
    [InlineData(DirectoryRunKind.Preview, 0)]
    [InlineData(DirectoryRunKind.Full, 1)]
    public async Task Run_AskedForByAClient_IsOfItsKindAndBringsThePeople(DirectoryRunKind kind, int people)
    {
        await using var cluster = await StartAsync();
        var run = await EndOfAsync(cluster, await Grain(cluster).StartAsync(kind, Branch.System, None));
        (run.Kind, run.State, run.Counts.People).ShouldBe((kind, DirectoryRunState.Done, 1));
        People(cluster).Count.ShouldBe(people);
    }

    [Fact]
    public async Task Run_WhoseSiloIsLost_IsInterruptedAndTheNextOneBringsThePeople()
    {
        await using var cluster = await StartAsync();
        cluster.Ports.Directory.Gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var lost = (await Grain(cluster).StartAsync(DirectoryRunKind.Full, Branch.System, None)).Run.ShouldNotBeNull();
        await cluster.KillAsync((await cluster.WhereAsync(Grain(cluster))).ShouldNotBeNull());
        await Eventually.HoldsAsync("the run is interrupted", () => Grain(cluster).GetRunAsync(lost, None), static run => run?.State == DirectoryRunState.Interrupted);

        // the silo is gone; what it had under way goes on all the same, as on one that was only frozen
        cluster.Ports.Directory.Gate.SetResult();
        (await EndOfAsync(cluster, await Grain(cluster).StartAsync(DirectoryRunKind.Full, Branch.System, None))).State.ShouldBe(DirectoryRunState.Done);
        People(cluster).Count.ShouldBe(1);
    }

    private static async Task<PlacementCluster> StartAsync()
    {
        var cluster = await PlacementCluster.StartAsync(PlacementCluster.Master, PlacementCluster.Master, PlacementCluster.Master);
        await new Branch(cluster.Grains, TimeProvider.System).SetUpAsync(withUser: false);
        cluster.Ports.Directory.Person("k-1", "carol");
        var settings = new PutDirectory
        {
            Name = "Corporate", Schema = DirectorySchema.OpenLdap, Host = "ldap.test", Security = DirectorySecurity.Ldaps, BindDn = "cn=reader,dc=test", Password = "bind secret",
            PeopleBase = "ou=people,dc=test", GroupBase = "ou=groups,dc=test",
        };
        (await Grain(cluster).PutAsync(settings, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        return cluster;
    }

    private static IDirectoryGrain Grain(PlacementCluster cluster) => cluster.Grains.Directory(Branch.Tenant, Id);

    private static List<User> People(PlacementCluster cluster) => [.. cluster.Records.All<User>().Where(static user => user.LoginName == "carol")];

    private static async Task<DirectoryRun> EndOfAsync(PlacementCluster cluster, StartRunResult started)
    {
        started.Result.Code.ShouldBe(CommandCode.Done, string.Join(' ', started.Result.Messages));
        return (await Eventually.HoldsAsync("the run ends", () => Grain(cluster).GetRunAsync(started.Run!, None), static run => run is { State: not DirectoryRunState.Running }))!;
    }
}
