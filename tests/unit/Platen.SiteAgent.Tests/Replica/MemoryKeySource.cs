using Platen.SiteAgent.Keys;

namespace Platen.SiteAgent.Tests.Replica;

/// <summary>Site keys that live as long as the test.</summary>
internal sealed class MemoryKeySource : ISiteKeySource
{
    private SiteKey[] _keys = [];

    public IReadOnlyList<SiteKey> Load() => _keys;

    public void Save(IReadOnlyList<SiteKey> keys) => _keys = [.. keys];
}
