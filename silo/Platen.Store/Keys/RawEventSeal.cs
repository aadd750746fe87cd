using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Platen.Domain.Ports;
using Platen.Domain.Sites;

namespace Platen.Store.Keys;

/// <summary>
/// Seals the bytes of a parked event, in which titles and names may be, under a key that derives from the master key: AES-256-GCM, <c>version(1) nonce(12) ciphertext tag(16)</c>, tenant and id as associated data.
/// </summary>
internal sealed class RawEventSeal
{
    private const byte Version = 1;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int OverheadBytes = 1 + NonceBytes + TagBytes;

    private readonly byte[] _key;

    public RawEventSeal(IMasterKey master) => _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, master.Key.AsSpan().ToArray(), 32, info: "platen/parked-event/v1"u8.ToArray());

    public ParkedEvent Seal(ParkedEvent row)
    {
        if (row.Raw.IsDefaultOrEmpty)
        {
            return row;
        }

        var box = new byte[row.Raw.Length + OverheadBytes];
        box[0] = Version;
        var nonce = box.AsSpan(1, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Encrypt(nonce, row.Raw.AsSpan(), box.AsSpan(1 + NonceBytes, row.Raw.Length), box.AsSpan(1 + NonceBytes + row.Raw.Length), Context(row));
        return row with { Raw = ImmutableCollectionsMarshal.AsImmutableArray(box) };
    }

    /// <exception cref="CryptographicException">The master key is another one, or the bytes were changed.</exception>
    public ParkedEvent Open(ParkedEvent row)
    {
        if (row.Raw.IsDefaultOrEmpty)
        {
            return row with { Raw = [] };
        }

        var box = row.Raw.AsSpan();
        if (box.Length < OverheadBytes || box[0] != Version)
        {
            throw new CryptographicException($"The parked event {row.Id} is stored in a form that this program does not know.");
        }

        var plain = new byte[box.Length - OverheadBytes];
        using var cipher = new AesGcm(_key, TagBytes);
        cipher.Decrypt(box.Slice(1, NonceBytes), box.Slice(1 + NonceBytes, plain.Length), box[(1 + NonceBytes + plain.Length)..], plain, Context(row));
        return row with { Raw = ImmutableCollectionsMarshal.AsImmutableArray(plain) };
    }

    private static byte[] Context(ParkedEvent row) => Encoding.UTF8.GetBytes($"{row.Tenant}/{row.Id}");
}
