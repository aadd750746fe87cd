using System.Security.Cryptography;
using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Keys;

/// <summary>
/// Wraps a data key to another agent, so that no relay can read the document (DocumentHead.wrapped_key): ECDH on P-256 with an ephemeral key, HKDF-SHA-256, AES-256-GCM.
/// 125 bytes: ephemeral public key (65, uncompressed point), nonce (12), ciphertext (32), tag (16). The job id is in HKDF's info and is associated data.
/// </summary>
internal sealed class TransferKeys : IDisposable
{
    /// <summary>Size of a wrapped key.</summary>
    public const int WrappedBytes = PointBytes + NonceBytes + ChunkCipher.KeyBytes + ChunkCipher.TagBytes;

    private const int PointBytes = 65;
    private const int CoordinateBytes = 32;
    private const int NonceBytes = 12;
    private const int PublicKeyBytesMax = 256;

    private readonly ECDiffieHellman _own;

    public TransferKeys(ECDiffieHellman own)
    {
        _own = own;
        PublicKey = own.ExportSubjectPublicKeyInfo();
    }

    /// <summary>SubjectPublicKeyInfo (DER) to publish (AgentHello.transfer_public_key).</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>Wraps a data key to the agent whose public key this is.</summary>
    /// <exception cref="CryptographicException">It is no public key on P-256.</exception>
    public static byte[] Wrap(ReadOnlySpan<byte> dataKey, JobId job, ReadOnlySpan<byte> recipientPublicKey)
    {
        using var recipient = ECDiffieHellman.Create();
        if (recipientPublicKey.Length > PublicKeyBytesMax)
        {
            throw new CryptographicException("The recipient's public key is too large for one on P-256.");
        }

        recipient.ImportSubjectPublicKeyInfo(recipientPublicKey, out _);
        var recipientPoint = Point(recipient);
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var wrapped = new byte[WrappedBytes];
        var point = Point(ephemeral);
        point.CopyTo(wrapped, 0);
        using var aes = Agree(ephemeral, recipient.PublicKey, point, recipientPoint, job);
        var nonce = wrapped.AsSpan(PointBytes, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        var text = wrapped.AsSpan(PointBytes + NonceBytes);
        aes.Encrypt(nonce, dataKey, text[..ChunkCipher.KeyBytes], text[ChunkCipher.KeyBytes..], Owner(job));
        return wrapped;
    }

    /// <summary>Opens a data key that was wrapped to this agent for this job, as a cipher for the job's chunks; null when it was not, or was changed on the way.</summary>
    public ChunkCipher? Unwrap(ReadOnlySpan<byte> wrapped, JobId job)
    {
        Span<byte> key = stackalloc byte[ChunkCipher.KeyBytes];
        try
        {
            return TryUnwrap(wrapped, job, key) ? new ChunkCipher(key, job) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    /// <summary>Wraps a data key that was wrapped to this agent to another one; null when it was not, or was changed.</summary>
    /// <exception cref="CryptographicException">The recipient's is no public key on P-256.</exception>
    public byte[]? Rewrap(ReadOnlySpan<byte> wrapped, JobId job, ReadOnlySpan<byte> recipientPublicKey)
    {
        Span<byte> key = stackalloc byte[ChunkCipher.KeyBytes];
        try
        {
            return TryUnwrap(wrapped, job, key) ? Wrap(key, job, recipientPublicKey) : null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private bool TryUnwrap(ReadOnlySpan<byte> wrapped, JobId job, Span<byte> key)
    {
        if (wrapped.Length != WrappedBytes || wrapped[0] != 4)
        {
            return false;
        }

        try
        {
            var point = wrapped[..PointBytes].ToArray();
            using var ephemeral = ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..(1 + CoordinateBytes)], Y = point[(1 + CoordinateBytes)..] },
            });
            using var aes = Agree(_own, ephemeral.PublicKey, point, Point(_own), job);
            var text = wrapped[(PointBytes + NonceBytes)..];
            aes.Decrypt(wrapped.Slice(PointBytes, NonceBytes), text[..ChunkCipher.KeyBytes], text[ChunkCipher.KeyBytes..], key, Owner(job));
            return true;
        }
        catch (CryptographicException)
        {
            return false; // not a point on the curve, or the tag does not match: the same answer to either
        }
    }

    public void Dispose() => _own.Dispose();

    private static AesGcm Agree(ECDiffieHellman own, ECDiffieHellmanPublicKey other, byte[] ephemeralPoint, byte[] recipientPoint, JobId job)
    {
        var secret = own.DeriveRawSecretAgreement(other);
        Span<byte> key = stackalloc byte[ChunkCipher.KeyBytes];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, key, salt: [.. ephemeralPoint, .. recipientPoint], info: [.. "platen.transfer.v1"u8, .. Owner(job)]);
        var aes = new AesGcm(key, ChunkCipher.TagBytes);
        CryptographicOperations.ZeroMemory(secret);
        CryptographicOperations.ZeroMemory(key);
        return aes;
    }

    private static byte[] Point(ECDiffieHellman key)
    {
        var q = key.ExportParameters(includePrivateParameters: false).Q;
        if (q.X is not { Length: CoordinateBytes } x || q.Y is not { Length: CoordinateBytes } y)
        {
            throw new CryptographicException("The key is not on P-256.");
        }

        return [4, .. x, .. y];
    }

    private static byte[] Owner(JobId job) => job.Value.ToByteArray(bigEndian: true);
}
