using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Gateway.AgentLink;

namespace Platen.Gateway.Tests.AgentLink.Contract;

/// <summary>
/// Agent and server of versions N and N−1 work together, in both directions: the link's contract and the agent's journal only grow, what N−1 wrote is read by N and means the same, and N−1 finds in N's messages all that it knows.
/// Mutants: renumber a field; change its type; take a kind of event, or a value of an enumeration, out.
/// </summary>
public sealed class GoldenMessageTests
{
    [Fact]
    public void Golden_IsOfTheVersionThatUpgradesAreTriedFrom() =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "AgentLink", "Contract", "Golden", "previous-version")).Split(' ')[0].ShouldBe(GoldenContract.Commit);

    [Fact]
    public void Fields_ComparedWithTheVersionBefore_HaveOnlyGrown()
    {
        GoldenContract.WriteIfAsked();
        GoldenContract.Fields().Except(LinkContract.Fields()).ShouldBeEmpty("These parts of the contract are gone or changed; agents and servers of the version before use them. Put them back, and add beside them.");
    }

    [Theory]
    [MemberData(nameof(Golden))]
    public void Message_OfTheVersionBefore_IsReadWholeAndMeansTheSame(string name, string bytes)
    {
        var descriptor = LinkContract.MessageOf(name);

        var read = descriptor.Parser.ParseFrom(Convert.FromHexString(bytes));

        Convert.ToHexStringLower(read.ToByteArray()).ShouldBe(bytes, "what is read is what was written");
        descriptor.Parser.WithDiscardUnknownFields(true).ParseFrom(Convert.FromHexString(bytes)).CalculateSize().ShouldBe(read.CalculateSize(), "every field is known by its number");
        var reader = new EarlierReader(GoldenContract.Fields());
        reader.Read(descriptor.FullName, read.ToByteArray()).ShouldBe(reader.Read(descriptor.FullName, Convert.FromHexString(bytes)));
        if (name.Contains('.', StringComparison.Ordinal))
        {
            descriptor.Oneofs.First(oneof => !oneof.IsSynthetic).Accessor.GetCaseFieldDescriptor(read)!.Name.ShouldBe(name.Split('.')[1]);
        }
    }

    /// <summary>Every message of this version that the version before knows the kind of, read by that version's fields: all that it had is there, with the same numbers and types, whatever came beside it.</summary>
    [Fact]
    public void Message_OfThisVersion_HasAllThatTheVersionBeforeKnows()
    {
        var reader = new EarlierReader(GoldenContract.Fields());
        var golden = GoldenContract.Messages().ToDictionary(message => message.Name, message => message.Hex, StringComparer.Ordinal);
        var today = LinkContract.Samples().ToDictionary(sample => sample.Name, sample => sample.Message, StringComparer.Ordinal);
        foreach (var (name, hex) in golden)
        {
            var full = LinkContract.MessageOf(name).FullName;
            var expected = reader.Read(full, Convert.FromHexString(hex)).Select(PathOf).Distinct();

            var seen = reader.Read(full, today[name].ToByteArray()).Select(PathOf);

            expected.Except(seen).ShouldBeEmpty($"{name}: what the version before looks for");
        }
    }

    /// <summary>What a newer version adds is passed over, and the rest is as it was.</summary>
    [Theory]
    [MemberData(nameof(Golden))]
    public void Message_WithAFieldOfANewerVersion_IsReadAllTheSame(string name, string bytes)
    {
        var descriptor = LinkContract.MessageOf(name);
        byte[] newer = [.. Convert.FromHexString(bytes), 0xFA, 0x3E, 0x03, 1, 2, 3]; // field 1007, three bytes

        var read = descriptor.Parser.ParseFrom(newer);

        read.ToByteArray().Length.ShouldBe(newer.Length, "kept, for whoever knows it");
        JsonFormatter.Default.Format(read).ShouldBe(JsonFormatter.Default.Format(descriptor.Parser.ParseFrom(Convert.FromHexString(bytes))));
    }

    [Theory]
    [MemberData(nameof(GoldenEvents))]
    public void Event_OfTheVersionBefore_BecomesAFactThatTheRecordKnows(string name, string bytes)
    {
        var fact = FactMapping.ToFact(AgentEvent.Parser.ParseFrom(Convert.FromHexString(bytes)));
        fact.Body.ShouldNotBeOfType<UnreadableFact>(name);
        fact.Sequence.ShouldBe(1);
    }

    // mutant: pass over events of a kind that this server does not know
    [Fact]
    public void Event_OfAKindOfANewerAgent_IsParkedAndNotPassedOver()
    {
        var newer = AgentEvent.Parser.ParseFrom([0x08, 0x07, 0xFA, 0x3E, 0x03, 1, 2, 3]);
        var fact = FactMapping.ToFact(newer);
        fact.Sequence.ShouldBe(7);
        fact.Body.ShouldBeOfType<UnreadableFact>().Problem.ShouldContain("update it");
    }

    public static TheoryData<string, string> Golden() => Data(_ => true);

    public static TheoryData<string, string> GoldenEvents() => Data(name => name.StartsWith("AgentEvent.", StringComparison.Ordinal));

    private static TheoryData<string, string> Data(Func<string, bool> wanted)
    {
        var data = new TheoryData<string, string>();
        foreach (var (name, hex) in GoldenContract.Messages().Where(message => wanted(message.Name)))
        {
            data.Add(name, hex);
        }

        return data;
    }

    private static string PathOf(string line) => line.Split(" = ")[0];
}
