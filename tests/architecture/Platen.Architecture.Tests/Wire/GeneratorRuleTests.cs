using System.Collections.Immutable;
using Orleans;

namespace Platen.Architecture.Tests.Wire;

/// <summary>The grains' contract can be built and sent in the Orleans flavour. Each rule is proven by a contract that breaks it.</summary>
public sealed class GeneratorRuleTests
{
    [Fact]
    public void Contract_AllOfIt_IsWhatTheCodeGeneratorTakes()
    {
        GrainContract.Interfaces.SelectMany(GeneratorRules.OfInterface).ShouldBeEmpty();
        GrainContract.Messages.SelectMany(GeneratorRules.OfMessage).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(typeof(NoId), "NoId.Name has no [Id]")]
    [InlineData(typeof(SameId), "SameId.Other has the [Id] of another member")]
    [InlineData(typeof(HiddenState), "HiddenState._count has no [Id]")]
    [InlineData(typeof(NoAlias), "NoAlias has no [Alias]")]
    [InlineData(typeof(NoSerializer), "NoSerializer has no [GenerateSerializer]")]
    [InlineData(typeof(Generic<>), "Generic`1 is generic")]
    [InlineData(typeof(Positional), "Positional has positional members, which are numbered by their order")]
    [InlineData(typeof(Derived), "Derived derives from Base, whose members are numbered apart")]
    [InlineData(typeof(OpenType), "OpenType.Anything is Object, which has no codec")]
    [InlineData(typeof(HostType), "HostType.Folder is DirectoryInfo, which has no codec")]
    [InlineData(typeof(NestedHostType), "NestedHostType.Folders is ImmutableArray`1, which has no codec")]
    public void Message_ThatIsWrong_IsNamed(Type message, string fault) => GeneratorRules.OfMessage(message).ShouldContain(fault);

    [Theory]
    [InlineData("Plain returns Void, which is no task")]
    [InlineData("Stream takes Stream, which has no codec")]
    [InlineData("Answer returns Object, which has no codec")]
    [InlineData("Any is a property or generic")]
    [InlineData("Any has no [Alias]")]
    [InlineData("get_Count is a property or generic")]
    public void Method_ThatIsWrong_IsNamed(string fault) => GeneratorRules.OfInterface(typeof(IWrong)).ShouldContain($"IWrong.{fault}");

    private interface IWrong
    {
        int Count { get; }

        void Plain();

        Task Stream(Stream stream);

        Task<object> Answer();

        Task Any<T>(int number);
    }

    [GenerateSerializer]
    [Alias("wrong.no-id")]
    private sealed record NoId
    {
        public string Name { get; init; } = "";
    }

    [GenerateSerializer]
    [Alias("wrong.same-id")]
    private sealed record SameId
    {
        [Id(0)]
        public string Name { get; init; } = "";

        [Id(0)]
        public string Other { get; init; } = "";
    }

    [GenerateSerializer]
    [Alias("wrong.hidden-state")]
    private sealed record HiddenState
    {
        private readonly int _count = 1;

        public override string ToString() => $"{_count}";
    }

    [GenerateSerializer]
    private sealed record NoAlias;

    [Alias("wrong.no-serializer")]
    private sealed record NoSerializer;

    [GenerateSerializer]
    [Alias("wrong.generic`1")]
    private sealed record Generic<T>
    {
        [Id(0)]
        public T? Value { get; init; }
    }

    [GenerateSerializer]
    [Alias("wrong.positional")]
    private sealed record Positional([property: Id(0)] string Name);

    private record Base;

    [GenerateSerializer]
    [Alias("wrong.derived")]
    private sealed record Derived : Base;

    [GenerateSerializer]
    [Alias("wrong.open-type")]
    private sealed record OpenType
    {
        [Id(0)]
        public object? Anything { get; init; }
    }

    [GenerateSerializer]
    [Alias("wrong.host-type")]
    private sealed record HostType
    {
        [Id(0)]
        public DirectoryInfo? Folder { get; init; }
    }

    [GenerateSerializer]
    [Alias("wrong.nested-host-type")]
    private sealed record NestedHostType
    {
        [Id(0)]
        public ImmutableArray<DirectoryInfo> Folders { get; init; } = [];
    }
}
