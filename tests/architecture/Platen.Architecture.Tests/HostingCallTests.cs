using System.Reflection;
using Platen.Architecture.Tests.OrleansApi;

namespace Platen.Architecture.Tests;

/// <summary>
/// What the silo's Hosting/Orleans*.cs and the cluster's tests call of Orleans exists in 10.4.2 with the same signature. The calls are listed in Golden/orleans-calls.txt, which a test of the Orleans flavour compares with what
/// the compiler wrote; here, where that flavour may not be built, the list is compared with the metadata of those of its packages that can be had alone.
/// </summary>
public sealed class HostingCallTests
{
    private static readonly string[] Calls = Repository.Read("tests/architecture/Platen.Architecture.Tests/Golden/orleans-calls.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Theory]
    [InlineData("Orleans.Core.Abstractions", 10)]
    [InlineData("Orleans.Clustering.AdoNet", 5)]
    [InlineData("Orleans.TestingHost", 10)]
    public void Calls_OfAPackageThatCanBeHad_ExistThereWithTheirSignatures(string assembly, int callsMin)
    {
        var calls = Calls.Where(call => call.StartsWith(assembly + " ", StringComparison.Ordinal)).ToList();
        calls.Count.ShouldBeGreaterThanOrEqualTo(callsMin);
        calls.Except(CallSurface.DeclaredBy(PathOf(assembly)), StringComparer.Ordinal).ShouldBeEmpty($"{assembly} 10.4.2 has no such members.");
    }

    [Fact]
    public void Comparison_WithACallThatDoesNotExist_NamesIt()
    {
        string[] wrong = ["Orleans.Clustering.AdoNet Orleans.Hosting.AdoNetHostingExtensions.UseAdoNetClustering(Orleans.Hosting.ISiloBuilder, String): Orleans.Hosting.ISiloBuilder"];
        wrong.Except(CallSurface.DeclaredBy(PathOf("Orleans.Clustering.AdoNet")), StringComparer.Ordinal).ShouldBe(wrong);
    }

    private static string PathOf(string assembly)
    {
        var path = typeof(HostingCallTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(entry => entry.Key == assembly.Replace(".", "", StringComparison.Ordinal)).Value!;
        return File.Exists(path) ? path : throw new FileNotFoundException($"The package Microsoft.{assembly} 10.4.2 is not at {path}. Restore this project.", path);
    }
}
