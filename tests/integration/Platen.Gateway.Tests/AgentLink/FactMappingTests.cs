using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Sites;
using Platen.Gateway.AgentLink;

namespace Platen.Gateway.Tests.AgentLink;

public sealed class FactMappingTests
{
    private const string Id = "019a9f5e-7c1a-7bbb-8000-0123456789ab";

    public static TheoryData<string> Kinds => [.. AgentEvent.Descriptor.Oneofs.Single(o => o.Name == "body").Fields.Select(kind => kind.PropertyName)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKindOfEvent_Filled_BecomesTheFactOfItsName(string kind)
    {
        // mutant: a case of the switch taken out
        var property = typeof(AgentEvent).GetProperty(kind)!;
        var source = Events.At(5, new AgentEvent());
        property.SetValue(source, Filled(Activator.CreateInstance(property.PropertyType)!));
        var fact = FactMapping.ToFact(source);
        fact.Sequence.ShouldBe(5);
        fact.At.ShouldBe(source.At.ToDateTimeOffset());
        fact.Body.GetType().Name.ShouldBe(kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryKindOfEvent_WithBrokenIds_IsParkedNotDropped(string kind)
    {
        var property = typeof(AgentEvent).GetProperty(kind)!;
        var source = Events.At(6, new AgentEvent());
        property.SetValue(source, Activator.CreateInstance(property.PropertyType));
        var fact = FactMapping.ToFact(source);
        fact.Sequence.ShouldBe(6);
        (fact.Body is UnreadableFact || fact.Body.GetType().Name == kind).ShouldBeTrue(fact.Body.ToString());
    }

    [Fact]
    public void Event_WithoutABody_IsParked() => FactMapping.ToFact(Events.At(7, new AgentEvent())).Body.ShouldBeOfType<UnreadableFact>();

    [Fact]
    public void Received_KeepsEveryFact()
    {
        var body = FactMapping.ToFact(Events.Received(1, Id, "alice")).Body.ShouldBeOfType<Domain.Jobs.JobReceived>();
        body.Job.ToString().ShouldBe(Id);
        body.ClaimedUser.ShouldBe("alice");
        body.Facts.Pages.ShouldBe(new Domain.Jobs.PageCount(7, Domain.Jobs.PageEvidence.Parsed));
        body.Facts.SizeBytes.ShouldBe(123_456);
        body.Facts.Sha256.ShouldBe(new string('0', 64));
        body.Protocol.ShouldBe(Domain.Jobs.IntakeProtocol.Ipps);
    }

    private static object Filled(object message)
    {
        foreach (var property in message.GetType().GetProperties().Where(p => p.CanWrite && p.PropertyType == typeof(string)))
        {
            property.SetValue(message, property.Name is "QueueId" or "DeviceId" ? "some-id" : property.Name.EndsWith("Id", StringComparison.Ordinal) ? Id : "text");
        }

        if (message is JobReceived received)
        {
            received.Facts = new DocumentFacts { Format = "application/pdf", Pages = new PageCount { Pages = 1, Evidence = Evidence.Parsed } };
        }

        if (message is JobRoamed roamed)
        {
            roamed.End = (JobReleaseFinished)Filled(new JobReleaseFinished());
        }

        return message;
    }
}
