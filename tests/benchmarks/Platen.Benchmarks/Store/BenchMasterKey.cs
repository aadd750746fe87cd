using System.Collections.Immutable;
using Platen.Domain.Ports;

namespace Platen.Benchmarks.Store;

internal sealed class BenchMasterKey : IMasterKey
{
    public ImmutableArray<byte> Key { get; } = [.. new byte[32]];
}
