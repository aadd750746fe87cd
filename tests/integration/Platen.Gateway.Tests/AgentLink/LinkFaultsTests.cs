using Orleans.Runtime;
using Platen.Domain.Ports;
using Platen.Gateway.AgentLink;
using Platen.Rpc;

namespace Platen.Gateway.Tests.AgentLink;

/// <summary>What agents are told when the servers behind their gateway are away: a certificate whose renewal meets that is renewed with the next link, not a day later.</summary>
public sealed class LinkFaultsTests
{
    public static TheoryData<Exception> Away => [new SiloUnavailableException("lost"), new TimeoutException("silent"), new RecordStoreUnavailableException("away", outcomeUnknown: true)];

    [Theory]
    [MemberData(nameof(Away))]
    public void Fault_OfAServerThatIsAway_IsUnavailable(Exception fault)
    {
        var status = new LinkFaults().StatusOf(fault);
        status.ShouldNotBeNull().Code.ShouldBe(RpcStatusCode.Unavailable);
        status.Value.Message.ShouldNotContain(fault.Message);
    }

    [Fact]
    public void Fault_OfTheProgram_StaysUnexpected() => new LinkFaults().StatusOf(new InvalidOperationException("a bug")).ShouldBeNull();
}
