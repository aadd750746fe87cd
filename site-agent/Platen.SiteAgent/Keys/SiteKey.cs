namespace Platen.SiteAgent.Keys;

/// <summary>A site key: 256 bits under which data keys are wrapped.</summary>
/// <param name="Id">1, 2, 3 …; 0 names no key.</param>
/// <param name="CreatedAt">When it was made; 90 days later it is replaced.</param>
/// <param name="Value">32 bytes; wiped by <see cref="SiteKeyRing"/> when the key is retired.</param>
internal sealed record SiteKey(uint Id, DateTimeOffset CreatedAt, byte[] Value)
{
    /// <summary>Never shows the key.</summary>
    public override string ToString() => $"site key {Id} of {CreatedAt:O}";
}
