using System.Collections.Immutable;
using Platen.Domain.Ports;
using Platen.Domain.Sites;

namespace Platen.Grains.Tests.Support;

/// <summary>What a version of the server can read of events, by their bytes; it learns with an upgrade.</summary>
internal sealed class KnownEvents : IEventReader
{
    private readonly Dictionary<byte, FactBody> _known = [];

    public void Learn(byte raw, FactBody body) => _known[raw] = body;

    public AgentFact Read(ImmutableArray<byte> raw) =>
        new(0, default, _known.TryGetValue(raw[0], out var body) ? body : new UnreadableFact("None", "This server does not know events of this kind: update it.")) { Raw = raw };
}
