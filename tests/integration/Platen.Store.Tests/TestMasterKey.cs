using System.Collections.Immutable;
using Platen.Domain.Ports;

namespace Platen.Store.Tests;

internal sealed class TestMasterKey(byte filler) : IMasterKey
{
    public ImmutableArray<byte> Key { get; } = [.. Enumerable.Repeat(filler, 32)];
}
