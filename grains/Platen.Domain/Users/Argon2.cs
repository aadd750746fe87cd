using System.Runtime.InteropServices;

namespace Platen.Domain.Users;

/// <summary>Argon2id version 1.3 (RFC 9106) of Debian's libargon2. It is bound at its first use, so that a machine without it still runs.</summary>
internal static class Argon2
{
    /// <summary>The library's name, and the binary interface with it.</summary>
    public const string Library = "libargon2.so.1";

    private const int Success = 0;

    private static readonly Lazy<nint> Loaded = new(Load);

    // argon2id_hash_raw of argon2.h, version 20171227: uint32_t t, m, p; const void *pwd; size_t; const void *salt; size_t; void *hash; size_t
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int HashRaw(uint passes, uint memoryKib, uint lanes, byte[] secret, nuint secretBytes, byte[] salt, nuint saltBytes, [Out] byte[] hash, nuint hashBytes);

    /// <summary>Whether the machine has the library.</summary>
    public static bool IsAvailable => Loaded.Value != 0;

    /// <summary>Derives a hash. The caller has bounded the costs.</summary>
    /// <exception cref="DllNotFoundException">The machine has no libargon2.</exception>
    /// <exception cref="InvalidOperationException">The library refuses, or has no memory.</exception>
    public static byte[] Derive(byte[] secret, byte[] salt, Argon2Cost cost, int hashBytes)
    {
        if (!IsAvailable)
        {
            throw new DllNotFoundException($"{Library} is missing; install Debian's package libargon2-1.");
        }

        var hash = new byte[hashBytes];
        var derive = Marshal.GetDelegateForFunctionPointer<HashRaw>(NativeLibrary.GetExport(Loaded.Value, "argon2id_hash_raw"));
        var code = derive((uint)cost.Passes, (uint)cost.MemoryKib, (uint)cost.Lanes, secret, (nuint)secret.Length, salt, (nuint)salt.Length, hash, (nuint)hash.Length);
        return code == Success ? hash : throw new InvalidOperationException($"libargon2 answers {code}; argon2.h names it. Code -22 means that {cost.MemoryKib} KiB of memory were not to be had.");
    }

    // by its full name, from the system's folders only
    private static nint Load() => NativeLibrary.TryLoad(Library, out var handle) ? handle : 0;
}
