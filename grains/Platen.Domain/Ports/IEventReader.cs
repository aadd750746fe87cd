using System.Collections.Immutable;
using Platen.Domain.Sites;

namespace Platen.Domain.Ports;

/// <summary>Reads an event that was kept as its agent sent it, with what this program knows now.</summary>
public interface IEventReader
{
    /// <summary>The fact; one that cannot be read has an <see cref="UnreadableFact"/> as its body.</summary>
    AgentFact Read(ImmutableArray<byte> raw);
}
