using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Platen.SiteAgent.Keys;

/// <summary>
/// The 96 bytes in which a wrapped key lies, at a fixed place, so that it can be overwritten:
/// site key id (4, little endian), zero (4), salt (24), ciphertext (32), tag (16), zero (16). All zero: no key, or a destroyed one.
/// </summary>
internal static class KeySlot
{
    /// <summary>The slot's size.</summary>
    public const int Bytes = 96;

    private const int SaltOffset = 8;
    private const int SaltBytes = 24;
    private const int TextOffset = SaltOffset + SaltBytes;
    private const int TagOffset = TextOffset + ChunkCipher.KeyBytes;
    private const int NonceBytes = 12;

    public static uint KeyId(ReadOnlySpan<byte> slot) => BinaryPrimitives.ReadUInt32LittleEndian(slot);

    public static void Write(Span<byte> slot, SiteKey siteKey, ReadOnlySpan<byte> key, ReadOnlySpan<byte> owner)
    {
        slot[..Bytes].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(slot, siteKey.Id);
        var salt = slot.Slice(SaltOffset, SaltBytes);
        RandomNumberGenerator.Fill(salt);
        using var aes = Subkey(siteKey, salt);
        ReadOnlySpan<byte> nonce = stackalloc byte[NonceBytes]; // the subkey is used once
        aes.Encrypt(nonce, key, slot.Slice(TextOffset, ChunkCipher.KeyBytes), slot.Slice(TagOffset, ChunkCipher.TagBytes), owner);
    }

    public static bool TryRead(ReadOnlySpan<byte> slot, SiteKey siteKey, ReadOnlySpan<byte> owner, Span<byte> key)
    {
        using var aes = Subkey(siteKey, slot.Slice(SaltOffset, SaltBytes));
        ReadOnlySpan<byte> nonce = stackalloc byte[NonceBytes];
        try
        {
            aes.Decrypt(nonce, slot.Slice(TextOffset, ChunkCipher.KeyBytes), slot.Slice(TagOffset, ChunkCipher.TagBytes), key, owner);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private static AesGcm Subkey(SiteKey siteKey, ReadOnlySpan<byte> salt)
    {
        Span<byte> subkey = stackalloc byte[ChunkCipher.KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, siteKey.Value, subkey, salt, "platen.wrap.v1"u8);
        var aes = new AesGcm(subkey, ChunkCipher.TagBytes);
        CryptographicOperations.ZeroMemory(subkey);
        return aes;
    }
}
