using System.Collections.Frozen;
using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;
using Platen.Engine.Embedded.Contracts;

namespace Platen.Engine.Embedded.Tests;

/// <summary>Contracts that break a rule; their interfaces are private to this class, so that the engine of the other tests does not see them.</summary>
public sealed class ContractTests
{
    [Theory]
    [InlineData(typeof(Bad.IList), "Bad+IList.TakeAsync takes list:", "ImmutableArray")]
    [InlineData(typeof(Bad.IArray), "Bad+IArray.GetAsync returns", "ImmutableArray<System.Int32>")]
    [InlineData(typeof(Bad.IBytes), "takes bytes:", "ReadOnlyMemory<byte> or ImmutableArray<byte>")]
    [InlineData(typeof(Bad.IDictionaryInside), "whose Map is", "System.Collections.Immutable")]
    [InlineData(typeof(Bad.ISettable), "whose Value can be set", "init")]
    [InlineData(typeof(Bad.IUnsealed), "not sealed", "[Immutable]")]
    [InlineData(typeof(Bad.IUnserialized), "has no [GenerateSerializer]", "Orleans could not send it")]
    [InlineData(typeof(Bad.IVoid), "returns System.Void", "Return Task")]
    [InlineData(typeof(Bad.ISynchronous), "returns System.Int32", "Return Task")]
    [InlineData(typeof(Bad.IProperty), "is a property", "plain method")]
    [InlineData(typeof(Bad.IGenericMethod), "is a generic method", "plain method")]
    [InlineData(typeof(Bad.IGeneric<>), "is generic", "one grain interface per type")]
    [InlineData(typeof(Bad.IRef), "ref or out parameter value", "by value")]
    [InlineData(typeof(Bad.IKeyless), "has no string key", "IGrainWithStringKey")]
    [InlineData(typeof(Bad.IOneWayResult), "is [OneWay] and has a result", "Return Task")]
    [InlineData(typeof(Bad.ITwoTokens), "more than one CancellationToken", "Keep one")]
    [InlineData(typeof(Bad.IObject), "takes value:", "sealed record")]
    [InlineData(typeof(Bad.IReadOnlyListArgument), "takes list:", "System.Collections.Immutable")]
    [InlineData(typeof(Bad.INested), "System.Collections.Generic.List", "System.Collections.Immutable")]
    public void Interface_ThatBreaksARule_IsNamedWithItsFix(Type contract, string what, string fix)
    {
        var error = GrainContractChecker.Check([], [contract]).ShouldHaveSingleItem();
        error.ShouldContain(what);
        error.ShouldContain(fix);
    }

    [Fact]
    public void Interface_WithImmutableMessages_Passes() => GrainContractChecker.Check([], [typeof(IGood)]).ShouldBeEmpty();

    [Fact]
    public void Errors_AreReportedAllAtOnce()
    {
        var errors = GrainContractChecker.Check([], [typeof(Bad.IList), typeof(Bad.IArray)]);
        new GrainContractException(errors).Message.ShouldSatisfyAllConditions(
            static message => message.ShouldContain("2 errors"), static message => message.ShouldContain("IList"), static message => message.ShouldContain("IArray"));
    }

    public interface IGood : IGrainWithStringKey
    {
        Task<Message> ExchangeAsync(Message message, ImmutableArray<Message> messages, ReadOnlyMemory<byte> bytes, Point point, Trusted trusted, CancellationToken cancellationToken);

        ValueTask<FrozenDictionary<string, int?>> MapAsync(DateTimeOffset time, Guid id, DayOfWeek day, Uri address, (int, string) pair);
    }

    [GenerateSerializer]
    public sealed record Message
    {
        [Id(0)]
        public required string Text { get; init; }

        [Id(1)]
        public Message? Inner { get; init; }

        [Id(2)]
        public ImmutableDictionary<string, Point> Points { get; init; } = ImmutableDictionary<string, Point>.Empty;
    }

    [GenerateSerializer]
    public readonly record struct Point(int X, int Y);

    [GenerateSerializer]
    public record Open(int Value);

    [GenerateSerializer, Immutable]
    public class Trusted
    {
        [Id(0)]
        public int Value { get; set; }
    }

    private static class Bad
    {
        public interface IList : IGrainWithStringKey { Task TakeAsync(List<int> list); }

        public interface IArray : IGrainWithStringKey { Task<int[]> GetAsync(); }

        public interface IBytes : IGrainWithStringKey { Task TakeAsync(byte[] bytes); }

        public interface IDictionaryInside : IGrainWithStringKey { Task TakeAsync(WithMap message); }

        public interface ISettable : IGrainWithStringKey { Task TakeAsync(WithSetter message); }

        public interface IUnsealed : IGrainWithStringKey { Task TakeAsync(Open message); }

        public interface IUnserialized : IGrainWithStringKey { Task TakeAsync(Unmarked message); }

        public interface IVoid : IGrainWithStringKey { void Take(int value); }

        public interface ISynchronous : IGrainWithStringKey { int Get(); }

        public interface IProperty : IGrainWithStringKey { Task Value { get; } }

        public interface IGenericMethod : IGrainWithStringKey { Task TakeAsync<T>(T value); }

        public interface IGeneric<T> : IGrainWithStringKey { Task TakeAsync(T value); }

        public interface IRef : IGrainWithStringKey { Task TakeAsync(ref int value); }

        public interface IKeyless : IGrain { Task TakeAsync(); }

        public interface IOneWayResult : IGrainWithStringKey { [OneWay] Task<int> GetAsync(); }

        public interface ITwoTokens : IGrainWithStringKey { Task TakeAsync(CancellationToken one, CancellationToken two); }

        public interface IObject : IGrainWithStringKey { Task TakeAsync(object value); }

        public interface IReadOnlyListArgument : IGrainWithStringKey { Task TakeAsync(IReadOnlyList<int> list); }

        public interface INested : IGrainWithStringKey { Task<ImmutableArray<List<int>>> GetAsync(); }

        [GenerateSerializer]
        public sealed record WithMap(Dictionary<string, int> Map);

        [GenerateSerializer]
        public sealed record WithSetter { public int Value { get; set; } }

        public sealed record Unmarked(int Value);
    }
}
