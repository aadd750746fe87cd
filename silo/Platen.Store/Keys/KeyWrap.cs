using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Tenants;

namespace Platen.Store.Keys;

/// <summary>Wraps a tenant's key under the master key: AES-256-GCM, <c>version(1) nonce(12) ciphertext(32) tag(16)</c>, the purpose and the tenant as associated data, so that a wrapped key serves nobody else.</summary>
internal static class KeyWrap
{
    public const int KeyBytes = 32;

    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int WrappedBytes = 1 + NonceBytes + KeyBytes + TagBytes;

    public static byte[] Wrap(ReadOnlySpan<byte> master, TenantId tenant, ReadOnlySpan<byte> key)
    {
        var wrapped = new byte[WrappedBytes];
        wrapped[0] = Version;
        var nonce = wrapped.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(master, TagBytes);
        cipher.Encrypt(nonce, key, wrapped.AsSpan(1 + NonceBytes, KeyBytes), wrapped.AsSpan(1 + NonceBytes + KeyBytes), Context(tenant));
        return wrapped;
    }

    /// <exception cref="CryptographicException">The master key is another one, or the wrapped key was changed.</exception>
    public static ImmutableArray<byte> Unwrap(ReadOnlySpan<byte> master, TenantId tenant, ReadOnlySpan<byte> wrapped)
    {
        if (wrapped.Length != WrappedBytes || wrapped[0] != Version)
        {
            throw new CryptographicException($"The credential key of tenant {tenant} is stored in a form that this program does not know.");
        }

        var key = new byte[KeyBytes];
        using var cipher = new AesGcm(master, TagBytes);
        try
        {
            cipher.Decrypt(wrapped.Slice(1, NonceBytes), wrapped.Slice(1 + NonceBytes, KeyBytes), wrapped[(1 + NonceBytes + KeyBytes)..], key, Context(tenant));
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new CryptographicException(
                $"The credential key of tenant {tenant} cannot be unwrapped: the server's master key is not the one that this database was made with. Put the master key file of this database back (it is part of the backup).", fault);
        }

        return [.. key];
    }

    private static byte[] Context(TenantId tenant) => Encoding.UTF8.GetBytes($"platen/credential-key/v1/{tenant}");
}
