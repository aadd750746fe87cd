using System.Text.RegularExpressions;

namespace Platen.Architecture.Tests.Deployment;

/// <summary>The machine's own libraries that the server loads are installed wherever it is put, and what it must reach is let through.</summary>
public sealed partial class LibraryTests
{
    // the library's name in the source, and Debian's package
    private static readonly Dictionary<string, string> Packages = new() { ["libargon2"] = "libargon2-1", ["libldap"] = "libldap-2.5-0" };

    public static TheoryData<string> Places => ["ops/run", "ops/cluster", "ops/deploy/containers/server.Containerfile", "docs/operations/run.md", "docs/operations/cluster-running.md"];

    [Theory]
    [MemberData(nameof(Places))]
    public void Libraries_OfTheServer_AreInstalledOrNamed(string path)
    {
        var text = Repository.Read(path);
        Packages.Values.Where(package => !text.Contains(package, StringComparison.Ordinal)).ShouldBeEmpty(path);
    }

    [Fact]
    public void Libraries_ThatTheSourceNames_AreThoseOfTheTable()
    {
        var loaders = Repository.Files("*.cs").Where(static path => path.StartsWith("silo/", StringComparison.Ordinal) || path.StartsWith("grains/", StringComparison.Ordinal) || path.StartsWith("gateway/", StringComparison.Ordinal))
            .Select(Repository.Read).Where(static text => text.Contains("NativeLibrary.TryLoad", StringComparison.Ordinal) || text.Contains("LibraryImport(", StringComparison.Ordinal)).ToList();
        var names = loaders.SelectMany(static text => LibraryName().Matches(text)).Select(static match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);
        names.ShouldBe(Packages.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Policy_OfSilos_LetsThemOutToTheRecordAndToDirectoriesAndProviders()
    {
        var policy = Manifest.Read().Named("NetworkPolicy", "platen-silo");
        var ports = Manifest.Items(policy, "spec", "egress").SelectMany(static rule => Manifest.Items(rule, "ports")).Select(static port => Manifest.Text(port, "port")).ToList();
        new[] { "5432", "389", "636", "443" }.Except(ports).ShouldBeEmpty();
    }

    [GeneratedRegex("\"(lib[a-z]+[0-9]*)[-.0-9a-z]*\\.so", RegexOptions.None, 1_000)]
    private static partial Regex LibraryName();
}
