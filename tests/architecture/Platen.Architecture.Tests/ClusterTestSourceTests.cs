using System.Xml.Linq;

namespace Platen.Architecture.Tests;

/// <summary>
/// The cluster's tests compile only where Orleans' packages restore. What they take from other test projects, and what their hosts must offer to grains, is held together here, where it is seen in every build.
/// </summary>
public sealed class ClusterTestSourceTests
{
    private const string Project = "tests/cluster/Platen.Cluster.Tests/Platen.Cluster.Tests.csproj";
    private const string Support = "tests/unit/Platen.Grains.Tests/Support/";
    private const string EmbeddedHost = Support + "GrainHost.cs";

    private static readonly string[] Unknown = ["Platen.Engine.Embedded", "Platen.Gateway", "Platen.Console", "NSubstitute"];

    [Fact]
    public void SharedFiles_AreAllLinkedButTheEmbeddedHost()
    {
        var links = XDocument.Parse(Repository.Read(Project)).Descendants("Compile").Where(static link => link.Attribute("Include")!.Value.Contains("Platen.Grains.Tests", StringComparison.Ordinal)).ToList();
        links.Select(static link => (link.Attribute("Include")!.Value, link.Attribute("Exclude")?.Value)).ShouldBe([($"../../{Support["tests/".Length..]}*.cs", $"../../{EmbeddedHost["tests/".Length..]}")]);
    }

    [Fact]
    public void SharedFiles_UseOnlyWhatTheClustersTestsReference()
    {
        var offenders = from path in SharedFiles()
                        from name in Unknown
                        where Repository.Read(path).Contains($"using {name}", StringComparison.Ordinal)
                        select $"{path} uses {name}";
        offenders.ShouldBeEmpty("Keep it out of the shared files, or teach the cluster's tests to reference it.");
    }

    // what the Embedded host offers to grains, and validates when it is built, is what the cluster's host offers
    [Fact]
    public void Hosts_OfBothFlavours_TakeTheirPortsFromOnePlace()
    {
        foreach (var path in new[] { EmbeddedHost, "tests/cluster/Platen.Cluster.Tests/Support/PlacementCluster.cs" })
        {
            var text = Repository.Read(path);
            text.ShouldContain("orts.AddTo(", Case.Sensitive, path);
            text.ShouldNotContain("AddSingleton<I", Case.Sensitive, $"{path}: ports are registered in MemoryPorts");
        }
    }

    private static IEnumerable<string> SharedFiles() => Repository.Files("*.cs").Where(static path => path.StartsWith(Support, StringComparison.Ordinal) && path != EmbeddedHost);
}
