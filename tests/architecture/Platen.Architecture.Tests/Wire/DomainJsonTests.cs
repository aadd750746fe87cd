using System.Text;
using System.Text.Json;
using Platen.Domain.Jobs;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Silo.Wire;
using Platen.TestKit.Samples;

namespace Platen.Architecture.Tests.Wire;

/// <summary>Domain's types travel between silos as JSON without a loss, in every build. Mutants: forget private setters (an administrator arrives as nobody); forget an abstract type's kinds; let computed members in.</summary>
public sealed class DomainJsonTests
{
    private const int Seeds = 5;

    /// <summary>Every type of Domain that can be sent, and pages of those that are listed.</summary>
    public static TheoryData<Type> Travelling =>
    [
        .. typeof(AgentFact).Assembly.GetExportedTypes().Where(static type => !type.IsGenericTypeDefinition && DomainJson.Covers(type) && HasState(type)).OrderBy(static type => type.FullName, StringComparer.Ordinal),
        typeof(ResultPage<Job>),
    ];

    [Theory]
    [MemberData(nameof(Travelling))]
    public void Value_WrittenAndRead_IsTheSame(Type type)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var value = new SampleValues(seed).Of(type);
            var back = JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(value, type, DomainJson.Options), type, DomainJson.Options);
            SampleText.Of(back).ShouldBe(SampleText.Of(value));
        }
    }

    [Fact]
    public void Actor_WrittenAndRead_HasTheSameRights()
    {
        var actor = Actor.Of((User)new SampleValues().Of(typeof(User)) with { Role = UserRole.Administrator, Active = true }, "192.0.2.7");
        var back = JsonSerializer.Deserialize<Actor>(JsonSerializer.SerializeToUtf8Bytes(actor, DomainJson.Options), DomainJson.Options)!;
        back.ShouldBe(actor);
        Rights.MayAdminister(back).ShouldBeTrue();
    }

    [Fact]
    public void Value_WithAMemberOfANewerVersion_IsReadWithoutIt()
    {
        var json = JsonSerializer.Serialize(new PageCount(3, PageEvidence.Device), DomainJson.Options);
        JsonSerializer.Deserialize<PageCount>(json.Insert(1, "\"Newer\":{\"A\":[1]},"), DomainJson.Options).ShouldBe(new PageCount(3, PageEvidence.Device));
    }

    [Fact]
    public void Fact_OfAKindOfANewerVersion_IsAnErrorAndNotAnotherFact() =>
        Should.Throw<JsonException>(static () => JsonSerializer.Deserialize<FactBody>("{\"$kind\":\"JobTeleported\"}"u8, DomainJson.Options));

    [Fact]
    public void Json_NestedWithoutEnd_IsRefused() =>
        Should.Throw<JsonException>(static () => JsonSerializer.Deserialize<Job>(Encoding.UTF8.GetBytes(new string('[', 10_000)), DomainJson.Options));

    // services' results and the like hold nothing; classes of static rules are no values
    private static bool HasState(Type type) => type.IsAbstract || type.IsValueType || type.GetProperties().Any(static property => property.GetMethod is { IsStatic: false });
}
