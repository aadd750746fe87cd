using System.Reflection;
using Platen.Architecture.Tests.OrleansApi;

namespace Platen.Architecture.Tests;

/// <summary>
/// What Platen.Engine.Embedded declares in Orleans' namespaces exists in Orleans 10.4.2 with the same signature (names of
/// parameters, modifiers, constraints and attribute targets included), so grain code that compiles here compiles there.
/// </summary>
public sealed class OrleansApiSubsetTests
{
    // declared in packages that cannot be had alone: compared with their sources when they were written, never by this test
    private static readonly string[] Excepted =
    [
        "Orleans.AliasAttribute", "Orleans.GenerateFieldIds", "Orleans.GenerateSerializerAttribute", "Orleans.IdAttribute", "Orleans.ImmutableAttribute", "Orleans.InvokableCustomInitializerAttribute", // Orleans.Serialization.Abstractions
        "Orleans.CollectionAgeLimitAttribute", "Orleans.IClusterClient", "Orleans.KeepAliveAttribute", // Orleans.Core
    ];

    private static readonly Lazy<IReadOnlyDictionary<string, TypeSurface>> Real = new(static () => PublicSurface.Read(RealPath()));

    [Fact]
    public void EmbeddedEngine_InOrleansNamespaces_DeclaresOnlyWhatOrleansDeclares() =>
        SurfaceComparer.Differences(Declared(), Real.Value, Excepted).ShouldBeEmpty();

    [Fact]
    public void EmbeddedEngine_InOrleansNamespaces_DeclaresTheTypesThatGrainsUse()
    {
        var declared = Declared();
        declared.Count.ShouldBeGreaterThan(30);
        declared.Keys.ShouldContain("Orleans.Grain");
        declared["Orleans.Grain"].Members.ShouldContain(static member => member.Contains("OnActivateAsync", StringComparison.Ordinal));
    }

    [Fact]
    public void Exceptions_OfTheComparison_AreNeededEachOne()
    {
        Excepted.Except(Declared().Keys, StringComparer.Ordinal).ShouldBeEmpty("a type is excepted that is not declared");
        Excepted.Intersect(Real.Value.Keys, StringComparer.Ordinal).ShouldBeEmpty("a type is excepted that could be compared");
    }

    /// <summary>The comparison bites: the folder Drift of this project declares types of Orleans wrongly, and each mistake is named.</summary>
    [Theory]
    [InlineData("Orleans.IGrainWithColourKey does not exist in Orleans")]
    [InlineData("Orleans.Runtime.IGrainTimer: Orleans has no .*Change.*Int32 None period")]
    [InlineData("Orleans.Runtime.IGrainTimer: Orleans has no .*get_Period")]
    [InlineData("Orleans.Concurrency.OneWayAttribute is Abstract.* in Orleans Sealed")]
    [InlineData("Orleans.Concurrency.OneWayAttribute: Orleans has no usable on Class")]
    [InlineData("Orleans.DeactivationReasonCode: Orleans has no field .*ActivationIdle = 01")]
    public void Comparison_WithAWrongDeclaration_NamesIt(string difference) =>
        SurfaceComparer.Differences(PublicSurface.Read(typeof(OrleansApiSubsetTests).Assembly.Location), Real.Value, Excepted).ShouldContain(found => System.Text.RegularExpressions.Regex.IsMatch(found, difference, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));

    private static IReadOnlyDictionary<string, TypeSurface> Declared() => PublicSurface.Read(typeof(Orleans.Grain).Assembly.Location);

    private static string RealPath()
    {
        var path = typeof(OrleansApiSubsetTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static entry => entry.Key == "OrleansCoreAbstractions").Value!;
        return File.Exists(path) ? path : throw new FileNotFoundException($"The package Microsoft.Orleans.Core.Abstractions 10.4.2 is not at {path}. Restore this project.", path);
    }
}
