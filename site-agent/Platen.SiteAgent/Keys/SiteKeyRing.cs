using System.Security.Cryptography;

namespace Platen.SiteAgent.Keys;

/// <summary>
/// The site keys in use: the newest wraps, the older ones only unwrap until everything is re-wrapped. Each wrap uses its own subkey
/// (HKDF-SHA-256 over the site key with a fresh 24-byte salt), so the number of wraps under one site key has no bound that matters. Thread-safe.
/// </summary>
internal sealed class SiteKeyRing
{
    private readonly ISiteKeySource _source;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private SiteKey[] _keys;

    private SiteKeyRing(ISiteKeySource source, TimeProvider time, SiteKey[] keys)
    {
        _source = source;
        _time = time;
        _keys = keys;
    }

    /// <summary>There are keys besides the active one: a rotation is not finished.</summary>
    public bool HasOldKeys => Volatile.Read(ref _keys).Length > 1;

    /// <summary>The key that wraps.</summary>
    public SiteKey Active => Volatile.Read(ref _keys)[^1];

    /// <summary>Reads the keys, and makes the first one when there is none.</summary>
    public static SiteKeyRing Open(ISiteKeySource source, TimeProvider time)
    {
        var keys = source.Load();
        var ring = new SiteKeyRing(source, time, [.. keys]);
        if (keys.Count == 0)
        {
            ring.AddKey();
        }

        return ring;
    }

    /// <summary>Makes a new key, durable on return; it wraps from now on.</summary>
    public SiteKey AddKey()
    {
        lock (_gate)
        {
            var id = _keys.Length == 0 ? 1 : _keys[^1].Id + 1;
            var key = new SiteKey(id, _time.GetUtcNow(), RandomNumberGenerator.GetBytes(ChunkCipher.KeyBytes));
            SiteKey[] keys = [.. _keys, key];
            _source.Save(keys);
            Volatile.Write(ref _keys, keys);
            return key;
        }
    }

    /// <summary>Destroys all keys but the active one. Only after everything is re-wrapped.</summary>
    public void RetireOldKeys()
    {
        lock (_gate)
        {
            var old = _keys[..^1];
            if (old.Length == 0)
            {
                return;
            }

            SiteKey[] keys = [_keys[^1]];
            _source.Save(keys);
            Volatile.Write(ref _keys, keys);
            foreach (var key in old)
            {
                CryptographicOperations.ZeroMemory(key.Value);
            }
        }
    }

    /// <summary>Wraps a key into a slot under the active site key, bound to the owner it names.</summary>
    public void Wrap(ReadOnlySpan<byte> key, ReadOnlySpan<byte> owner, Span<byte> slot) => KeySlot.Write(slot, Active, key, owner);

    /// <summary>Unwraps; false when the slot is empty, destroyed, damaged, another owner's, or under an unknown site key.</summary>
    public bool TryUnwrap(ReadOnlySpan<byte> slot, ReadOnlySpan<byte> owner, Span<byte> key)
    {
        var id = KeySlot.KeyId(slot);
        foreach (var candidate in Volatile.Read(ref _keys))
        {
            if (candidate.Id == id)
            {
                return KeySlot.TryRead(slot, candidate, owner, key);
            }
        }

        return false;
    }

    /// <summary>Wraps what a slot holds again under the active key; false when it is under it already, or cannot be unwrapped.</summary>
    public bool TryRewrap(ReadOnlySpan<byte> slot, ReadOnlySpan<byte> owner, Span<byte> rewrapped)
    {
        Span<byte> key = stackalloc byte[ChunkCipher.KeyBytes];
        try
        {
            if (KeySlot.KeyId(slot) == Active.Id || !TryUnwrap(slot, owner, key))
            {
                return false;
            }

            Wrap(key, owner, rewrapped);
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
