using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Tenants;

namespace Platen.Domain;

/// <summary>
/// A password or client secret of another system, which must be readable again: AES-256-GCM under a key that derives from the master key, <c>version(1) nonce(12) ciphertext tag(16)</c>. What it is for is bound in as associated data:
/// sealed for one host it cannot be opened for another.
/// </summary>
public static class SealedSecret
{
    /// <summary>Longest secret, in characters.</summary>
    public const int LengthMax = 1_024;

    private const byte Version = 1;
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int OverheadBytes = 1 + NonceBytes + TagBytes;

    /// <summary>Seals a text.</summary>
    public static ImmutableArray<byte> Seal(ReadOnlySpan<byte> master, TenantId tenant, string context, string secret)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[plain.Length + OverheadBytes];
        box[0] = Version;
        var nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(Key(master), TagBytes);
        cipher.Encrypt(nonce, plain, box.AsSpan(1 + NonceBytes, plain.Length), box.AsSpan(1 + NonceBytes + plain.Length), Context(tenant, context));
        CryptographicOperations.ZeroMemory(plain);
        return ImmutableCollectionsMarshal.AsImmutableArray(box);
    }

    /// <summary>Opens it; null: it was sealed for something else, under another master key, or was changed.</summary>
    public static string? Open(ReadOnlySpan<byte> master, TenantId tenant, string context, ReadOnlySpan<byte> box)
    {
        if (box.Length < OverheadBytes || box[0] != Version)
        {
            return null;
        }

        var plain = new byte[box.Length - OverheadBytes];
        using var cipher = new AesGcm(Key(master), TagBytes);
        try
        {
            cipher.Decrypt(box.Slice(1, NonceBytes), box.Slice(1 + NonceBytes, plain.Length), box[(1 + NonceBytes + plain.Length)..], plain, Context(tenant, context));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Key(ReadOnlySpan<byte> master) => HKDF.DeriveKey(HashAlgorithmName.SHA256, master.ToArray(), KeyBytes, info: "platen/sealed-secret/v1"u8.ToArray());

    private static byte[] Context(TenantId tenant, string context) => Encoding.UTF8.GetBytes($"{tenant}\n{context}");
}
