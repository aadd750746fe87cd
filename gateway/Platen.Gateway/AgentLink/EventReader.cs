using System.Collections.Immutable;
using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Ports;
using Platen.Domain.Sites;

namespace Platen.Gateway.AgentLink;

/// <summary>Reads parked events as the link's own are read.</summary>
internal sealed class EventReader : IEventReader
{
    public AgentFact Read(ImmutableArray<byte> raw)
    {
        try
        {
            return FactMapping.ToFact(AgentEvent.Parser.ParseFrom(raw.AsSpan()));
        }
        catch (InvalidProtocolBufferException fault)
        {
            return new AgentFact(0, default, new UnreadableFact("None", fault.Message));
        }
    }
}
