using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Platen.Pdl.Pdf;

/// <summary>
/// The standard security handler (ISO 32000-2, 7.6) with the empty user password, which every printable encrypted document has: it makes the key of the streams. RC4 of 40 to 128 bits, AES-128 and
/// AES-256, revisions 2 to 6. Weak algorithms are the format's, and only read here.
/// </summary>
internal static class PdfEncryption
{
    private static ReadOnlySpan<byte> Padding =>
    [
        0x28, 0xBF, 0x4E, 0x5E, 0x4E, 0x75, 0x8A, 0x41, 0x64, 0x00, 0x4E, 0x56, 0xFF, 0xFA, 0x01, 0x08,
        0x2E, 0x2E, 0x00, 0xB6, 0xD0, 0x68, 0x3E, 0x80, 0x2F, 0x0C, 0xA9, 0xFE, 0x64, 0x53, 0x69, 0x7A,
    ];

    /// <summary>The key of the document's streams, or null when the empty password does not open it or the scheme is not known.</summary>
    public static PdfCipher? Open(PdfEncryptDictionary dictionary, ReadOnlySpan<byte> documentId)
    {
        if (!dictionary.IsStandard || dictionary.StreamMethod == PdfCryptMethod.Unknown)
        {
            return null;
        }

        var key = dictionary.Revision switch
        {
            >= 2 and <= 4 => LegacyKey(dictionary, documentId),
            5 or 6 => ModernKey(dictionary),
            _ => null,
        };
        return key is null ? null : new PdfCipher(dictionary.StreamMethod, key);
    }

    /// <summary>Algorithm 2, and algorithms 4 and 5 to check the password.</summary>
    private static byte[]? LegacyKey(PdfEncryptDictionary dictionary, ReadOnlySpan<byte> documentId)
    {
        if (dictionary.Owner.Length < 32 || dictionary.User.Length < 16)
        {
            return null;
        }

        var length = dictionary.Revision == 2 ? 5 : Math.Clamp(dictionary.KeyBits / 8, 5, 16);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        md5.AppendData(Padding);
        md5.AppendData(dictionary.Owner[..32]);
        Span<byte> permissions = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(permissions, dictionary.Permissions);
        md5.AppendData(permissions);
        md5.AppendData(documentId);
        if (dictionary is { Revision: >= 4, EncryptsMetadata: false })
        {
            md5.AppendData([0xFF, 0xFF, 0xFF, 0xFF]);
        }

        var digest = md5.GetHashAndReset();
        for (var round = 0; round < 50 && dictionary.Revision >= 3; round++)
        {
            digest = PdfDigest.Compute(digest.AsSpan(0, length));
        }

        var key = digest[..length];
        return IsUserKey(dictionary, documentId, key) ? key : null;
    }

    private static bool IsUserKey(PdfEncryptDictionary dictionary, ReadOnlySpan<byte> documentId, byte[] key)
    {
        if (dictionary.Revision == 2)
        {
            var padding = Padding.ToArray();
            new Rc4(key).Apply(padding);
            return dictionary.User.Length >= 32 && padding.AsSpan().SequenceEqual(dictionary.User.AsSpan(0, 32));
        }

        var check = PdfDigest.Compute([.. Padding, .. documentId]);
        var round = new byte[key.Length];
        for (var i = 0; i < 20; i++)
        {
            for (var k = 0; k < key.Length; k++)
            {
                round[k] = (byte)(key[k] ^ i);
            }

            new Rc4(round).Apply(check);
        }

        return check.AsSpan().SequenceEqual(dictionary.User.AsSpan(0, 16));
    }

    /// <summary>Algorithm 2.A: the user string is hash (32), validation salt (8), key salt (8).</summary>
    private static byte[]? ModernKey(PdfEncryptDictionary dictionary)
    {
        if (dictionary.User.Length < 48 || dictionary.UserKey.Length < 32)
        {
            return null;
        }

        var user = dictionary.User.AsSpan();
        if (!Hash(user.Slice(32, 8), dictionary.Revision).AsSpan().SequenceEqual(user[..32]))
        {
            return null;
        }

        using var aes = Aes.Create();
        aes.Key = Hash(user.Slice(40, 8), dictionary.Revision);
        return aes.DecryptCbc(dictionary.UserKey.AsSpan(0, 32), new byte[16], PaddingMode.None);
    }

    /// <summary>Algorithm 2.B with an empty password; revision 5 has its first step only. It ends by chance after 64 rounds or a little more: 1,024 are never seen.</summary>
    private static byte[] Hash(ReadOnlySpan<byte> salt, int revision)
    {
        const int RoundsMax = 1024;
        var key = SHA256.HashData(salt);
        using var aes = Aes.Create();
        var last = 0;
        for (var round = 0; revision >= 6 && round < RoundsMax && (round < 64 || last > round - 32); round++)
        {
            var text = new byte[key.Length * 64];
            for (var i = 0; i < 64; i++)
            {
                key.CopyTo(text, i * key.Length);
            }

            aes.Key = key[..16];
            var cipher = aes.EncryptCbc(text, key.AsSpan(16, 16), PaddingMode.None);
            var sum = 0;
            for (var i = 0; i < 16; i++)
            {
                sum += cipher[i];
            }

            key = (sum % 3) switch
            {
                0 => SHA256.HashData(cipher),
                1 => SHA384.HashData(cipher),
                _ => SHA512.HashData(cipher),
            };
            last = cipher[^1];
        }

        return key[..32];
    }
}
