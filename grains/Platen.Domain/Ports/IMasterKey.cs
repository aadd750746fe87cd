using System.Collections.Immutable;

namespace Platen.Domain.Ports;

/// <summary>The key that wraps every key in the database. It lies in the server's data folder (or a key service), never in the database, so that a stolen dump opens nothing.</summary>
public interface IMasterKey
{
    /// <summary>32 random bytes.</summary>
    ImmutableArray<byte> Key { get; }
}
