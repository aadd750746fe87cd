using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Platen.Domain.Devices;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Silo.Hosting;
using Platen.Silo.Wire;
using Platen.TestKit.Samples;

namespace Platen.Cluster.Tests.Wire;

/// <summary>Everything that grains say to each other arrives as it was sent. Mutants: take an [Id] away; give two members one; leave out Domain's codec; let the store's fault become another exception.</summary>
public sealed class MessageTests
{
    private const int Seeds = 5;

    private static readonly ServiceProvider Services = new ServiceCollection().AddPlatenSerialization().BuildServiceProvider();

    /// <summary>All types that go through a grain's method: messages, Domain's values, and what methods take and return.</summary>
    public static TheoryData<Type> Travelling => [.. Types().OrderBy(type => type.ToString(), StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Travelling))]
    public void Value_SentToAnotherSilo_ArrivesWhole(Type type)
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var value = new SampleValues(seed).Of(type);
            // as an argument or a member, whose type both sides know; and as one kind of an abstract type, which an enum never is
            SampleText.Of(Sent(type, value)).ShouldBe(SampleText.Of(value));
            SampleText.Of(Sent(type.IsEnum ? type : typeof(object), value)).ShouldBe(SampleText.Of(value));
        }
    }

    [Theory]
    [MemberData(nameof(Travelling))]
    public void Value_PassedWithinASilo_IsNotCopied(Type type)
    {
        if (type.IsValueType)
        {
            return; // arrays and ids have no identity
        }

        var value = new SampleValues().Of(type);
        Services.GetRequiredService<DeepCopier>().Copy<object>(value).ShouldBeSameAs(value);
    }

    [Fact]
    public void StoreFault_SentToAnotherSilo_KeepsItsTypeAndOutcome()
    {
        var serializer = Services.GetRequiredService<Serializer>();
        foreach (var unknown in new[] { true, false })
        {
            Exception fault = new RecordStoreUnavailableException("away", unknown, new TimeoutException());
            var back = serializer.Deserialize<Exception>(serializer.SerializeToArray(fault)).ShouldBeOfType<RecordStoreUnavailableException>();
            (back.Message, back.OutcomeUnknown).ShouldBe(("away", unknown));
        }
    }

    // Mutant: let the serializer's exception through. Three of those from an older silo, during an upgrade, and the site's grain would park the fact.
    [Theory]
    [InlineData("LoggedOut", "LoggedUot")]
    [InlineData("AgentFact", "AgentFcat")]
    [InlineData("mfp-1", "MFP-1")]
    public void Fact_ThatAnOlderSiloCannotRead_IsAFaultOfTheClusterAndNotOfTheFact(string sent, string read)
    {
        var fact = new AgentFact(1, DateTimeOffset.UnixEpoch, new LoggedOut { Device = DeviceId.Parse("mfp-1"), User = UserId.New(TimeProvider.System), Session = "s" });
        var serializer = Services.GetRequiredService<Serializer>();
        var bytes = serializer.SerializeToArray(fact);
        var at = bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(sent));
        at.ShouldBeGreaterThan(0);
        Encoding.UTF8.GetBytes(read).CopyTo(bytes, at);
        Should.Throw<OrleansException>(() => serializer.Deserialize<AgentFact>(bytes)).Message.ShouldContain("upgrade");
    }

    [Fact]
    public void Value_OfAForeignType_IsRefused()
    {
        var serializer = Services.GetRequiredService<Serializer>();
        Should.Throw<Exception>(() => serializer.SerializeToArray<object>(new FileInfo("/etc/passwd"))).Message.ShouldContain("FileInfo");
    }

    private static object? Sent(Type declared, object value) =>
        typeof(MessageTests).GetMethod(nameof(SentAs), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(declared).Invoke(null, [value]);

    private static T? SentAs<T>(T value)
    {
        var serializer = Services.GetRequiredService<Serializer<T>>();
        return serializer.Deserialize(serializer.SerializeToArray(value));
    }

    private static HashSet<Type> Types()
    {
        var contracts = typeof(GrainKeys).Assembly.GetExportedTypes();
        var found = contracts.Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.IsEnum).ToHashSet();
        foreach (var method in contracts.Where(type => type.IsInterface).SelectMany(type => type.GetMethods()))
        {
            Add(found, method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : null);
            foreach (var parameter in method.GetParameters())
            {
                Add(found, parameter.ParameterType);
            }
        }

        // facts and row changes travel as their abstract types
        found.UnionWith(DomainJson.KindsOf(typeof(FactBody)));
        found.UnionWith(DomainJson.KindsOf(typeof(RecordChange)));
        return found;
    }

    private static void Add(HashSet<Type> found, Type? type)
    {
        if (type is not null && type != typeof(CancellationToken) && type != typeof(ImmutableArray<byte>))
        {
            found.Add(Nullable.GetUnderlyingType(type) ?? type);
        }
    }
}
