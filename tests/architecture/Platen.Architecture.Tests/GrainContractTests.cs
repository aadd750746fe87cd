using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Platen.Grains.Abstractions;

namespace Platen.Architecture.Tests;

/// <summary>Contracts only grow: silos of two versions talk to each other while they are being updated. Mutants: renumber a member, rename an alias, insert a parameter.</summary>
public sealed class GrainContractTests
{
    [Fact]
    public void Contract_ComparedWithTheGoldenFile_HasOnlyGrown()
    {
        var golden = Repository.Read("tests/architecture/Platen.Architecture.Tests/Golden/grains.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var now = GrainContract.Lines().ToList();
        golden.Except(now).ShouldBeEmpty("These parts of the contract are gone or changed; silos of the last version still use them. Put them back, and add beside them.");
        now.Except(golden).ShouldBeEmpty("The contract has grown; add these lines, in order, to Golden/grains.txt.");
        golden.ShouldBe(now);
    }

    [Fact]
    public void Interfaces_AndTheirMethods_HaveAliasesOfTheirOwn()
    {
        foreach (var type in GrainContract.Interfaces)
        {
            GrainContract.AliasOf(type).ShouldNotBeNull($"{type.FullName} needs [Alias]");
            type.GetMethods().ShouldAllBe(method => GrainContract.AliasOf(method) != null);
            type.GetMethods().Select(method => GrainContract.AliasOf(method)).ShouldBeUnique($"{type.FullName}");
            type.GetMethods().ShouldAllBe(method => method.GetParameters().Last().ParameterType == typeof(CancellationToken));
            type.GetMethods().ShouldAllBe(method => method.Name.EndsWith("Async", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Methods_OfStatelessGrains_AreMarkedForAnySiloAndNoOthers()
    {
        var classes = Assembly.Load("Platen.Grains").GetTypes().Where(static type => type.IsDefined(typeof(StatelessWorkerAttribute))).ToList();
        var stateless = GrainContract.Interfaces.Where(contract => classes.Exists(contract.IsAssignableFrom)).ToHashSet();
        stateless.Count.ShouldBeGreaterThanOrEqualTo(6);
        var wrong = GrainContract.Interfaces.SelectMany(static contract => contract.GetMethods()).Where(method => method.IsDefined(typeof(AnySiloAttribute)) != stateless.Contains(method.DeclaringType!));
        wrong.Select(static method => $"{method.DeclaringType!.Name}.{method.Name}").ShouldBeEmpty("Methods of stateless grains, and only these, need [AnySilo].");
    }

    /// <summary>AZ02: edges list by the grain that narrows what they ask for. Mutant: a page that asks the unguarded one.</summary>
    [Theory]
    [InlineData("Platen.Gateway")]
    [InlineData("Platen.Console")]
    public void Edge_NeverAsksTheUnguardedLists(string edge)
    {
        using var file = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, edge + ".dll")));
        var metadata = System.Reflection.Metadata.PEReaderExtensions.GetMetadataReader(file);
        var used = metadata.TypeReferences.Select(handle => metadata.GetString(metadata.GetTypeReference(handle).Name)).ToHashSet();
        used.ShouldContain(nameof(Grains.Abstractions.Queries.IListsGrain));
        used.ShouldNotContain(nameof(Grains.Abstractions.Queries.IQueryGrain));
    }

    [Fact]
    public void Messages_AllOfThem_AreSealedImmutableNumberedRecords()
    {
        foreach (var type in GrainContract.Messages)
        {
            type.IsSealed.ShouldBeTrue($"{type.FullName} needs 'sealed'");
            type.IsDefined(typeof(GenerateSerializerAttribute)).ShouldBeTrue($"{type.FullName} needs [GenerateSerializer]");
            type.IsDefined(typeof(ImmutableAttribute)).ShouldBeTrue($"{type.FullName} needs [Immutable]");
            var properties = GrainContract.PropertiesOf(type);
            properties.ShouldAllBe(property => property.IsDefined(typeof(IdAttribute)), $"{type.FullName} needs [Id(n)] on every member");
            properties.Select(property => property.GetCustomAttribute<IdAttribute>()!.Id).ShouldBeUnique($"{type.FullName}");
            properties.ShouldAllBe(property => property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Length == 1, $"{type.FullName}: 'init', not 'set'");
        }
    }

    [Fact]
    public void Aliases_AllTogether_AreUniqueAndOurs()
    {
        var aliases = GrainContract.Interfaces.Concat(GrainContract.Messages).Concat(GrainContract.Enums).Select(GrainContract.AliasOf).ToList();
        aliases.ShouldBeUnique();
        aliases.ShouldAllBe(alias => alias!.StartsWith("platen."));
    }

    [Fact]
    public void Enums_AllOfThem_BeginWithUnspecified() =>
        GrainContract.Enums.ShouldAllBe(type => Enum.GetName(type, 0) == "Unspecified");
}
