namespace Platen.Domain.Users;

/// <summary>What an Argon2id hash costs.</summary>
/// <param name="MemoryKib">Memory in KiB.</param>
/// <param name="Passes">Passes over it.</param>
/// <param name="Lanes">Lanes, which run one after the other here unless the library has threads.</param>
internal readonly record struct Argon2Cost(int MemoryKib, int Passes, int Lanes)
{
    /// <summary>The cost of a new hash: OWASP's figure for small servers (19 MiB, 2 passes, 1 lane).</summary>
    public static readonly Argon2Cost New = new(19_456, 2, 1);

    /// <summary>The most that a stored hash may ask for, so that a hostile record can neither stall a login nor take the memory.</summary>
    public static readonly Argon2Cost Most = new(262_144, 10, 4);

    /// <summary>Whether a stored hash may ask for this much (RFC 9106, 3.1: at least 8 KiB a lane).</summary>
    public bool IsAllowed => MemoryKib <= Most.MemoryKib && MemoryKib >= 8 * Lanes && Passes >= 1 && Passes <= Most.Passes && Lanes >= 1 && Lanes <= Most.Lanes;
}
