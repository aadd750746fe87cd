using Google.Protobuf;
using Platen.Contracts.AgentLink;
using Platen.Contracts.AgentLink.V1;
using Platen.Gateway.AgentLink;
using UnreadableFact = Platen.Domain.Sites.UnreadableFact;

namespace Platen.Gateway.Tests.AgentLink;

/// <summary>P12: ids are short on the line, and the same facts arrive.</summary>
public sealed class PackedIdsTests
{
    private static string Id() => Guid.CreateVersion7().ToString();

    public static TheoryData<string> Kinds => new(["received", "started", "finished", "roamed", "command"]);

    /// <summary>Mutants: two ids change places; an id is left behind in its field.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Event_Packed_ArrivesAsItWas_AndIsSmaller(string kind)
    {
        var source = Event(kind);
        var packed = PackedIds.Pack(source);
        packed.CalculateSize().ShouldBeLessThanOrEqualTo(source.CalculateSize() - 17);
        source.PackedIds.IsEmpty.ShouldBeTrue("the journal's event stays as it is");

        var read = AgentEvent.Parser.ParseFrom(packed.ToByteArray());
        PackedIds.Unpack(read);
        read.ShouldBe(source);
    }

    [Fact]
    public void Event_WithoutAnId_OrWithOneInAnotherSpelling_IsNotPacked()
    {
        var unclaimed = Event("received");
        unclaimed.JobReceived.OwnerUserId = "";
        PackedIds.Pack(unclaimed).ShouldBeSameAs(unclaimed);
        var loud = Event("command");
        loud.CommandDone.CommandId = loud.CommandDone.CommandId.ToUpperInvariant();
        PackedIds.Pack(loud).ShouldBeSameAs(loud);
    }

    /// <summary>Each is parked, as it came: nothing is guessed. Mutant: what does not fit is left out.</summary>
    [Theory]
    [InlineData(15)]
    [InlineData(32)]
    public void Event_WithTheWrongNumberOfIds_IsUnreadable_AndKeptAsItCame(int bytes)
    {
        var wrong = new AgentEvent { Seq = 7, CommandDone = new CommandDone { Ok = true }, PackedIds = ByteString.CopyFrom(new byte[bytes]) };
        var raw = wrong.ToByteArray();
        var fact = FactMapping.ToFact(wrong);
        fact.Body.ShouldBeOfType<UnreadableFact>().Problem.ShouldContain("places for 1 packed ids");
        fact.Raw.ShouldBe(raw);
    }

    [Fact]
    public void Event_WithAnIdBothWays_IsUnreadable()
    {
        var packed = PackedIds.Pack(Event("command"));
        packed.CommandDone.CommandId = Id();
        FactMapping.ToFact(packed).Body.ShouldBeOfType<UnreadableFact>();
    }

    private static AgentEvent Event(string kind)
    {
        var end = new JobReleaseFinished { JobId = Id(), ReleaseId = Id(), DeviceId = "mfp-1", UserId = Id(), Outcome = ReleaseOutcome.Completed, Copies = 1 };
        return kind switch
        {
            "received" => new AgentEvent { Seq = 1, JobReceived = new JobReceived { JobId = Id(), OwnerUserId = Id(), QueueId = "pull", Title = "Report" } },
            "started" => new AgentEvent { Seq = 2, JobReleaseStarted = new JobReleaseStarted { JobId = Id(), ReleaseId = Id(), DeviceId = "mfp-1", UserId = Id() } },
            "finished" => new AgentEvent { Seq = 3, JobReleaseFinished = end },
            "roamed" => new AgentEvent { Seq = 4, JobRoamed = new JobRoamed { End = end } },
            _ => new AgentEvent { Seq = 5, CommandDone = new CommandDone { CommandId = Id(), Ok = true } },
        };
    }
}
