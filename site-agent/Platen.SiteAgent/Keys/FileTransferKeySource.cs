using System.Security.Cryptography;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Keys;

/// <summary>
/// The agent's key-agreement key in a file of its own (PKCS#8, DER, mode 0600); made when there is none. Under a certificate of the customer's (EN02): <c>PLTK</c>, the certificate's SHA-256 (32), and the same wrapped. A file that is not
/// as the settings want it is replaced when it was read.
/// </summary>
internal static class FileTransferKeySource
{
    private const int FileBytesMax = 4096;

    private const int ThumbprintBytes = 32;

    private static ReadOnlySpan<byte> WrappedMagic => "PLTK"u8;

    public static TransferKeys LoadOrCreate(IDisk disk, string path, CustomerKeys customer)
    {
        var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        if (!disk.Exists(path) || Load(disk, path, key, customer) != customer.Current)
        {
            Save(disk, path, key, customer);
        }

        return new TransferKeys(key);
    }

    /// <summary>Reads it; gives the certificate that wraps it, null: none does.</summary>
    private static CustomerKey? Load(IDisk disk, string path, ECDiffieHellman key, CustomerKeys customer)
    {
        using var file = disk.Open(path);
        var bytes = new byte[Math.Min(file.Length, FileBytesMax)];
        var read = bytes.AsSpan(0, file.Read(bytes, 0));
        try
        {
            var wrapper = read.StartsWith(WrappedMagic) ? WrapperOf(read, path, customer) : null;
            key.ImportPkcs8PrivateKey(wrapper is null ? read : Unwrap(wrapper, read[(WrappedMagic.Length + ThumbprintBytes)..]), out _);
            return wrapper;
        }
        catch (CryptographicException e)
        {
            throw new InvalidDataException($"The transfer key file '{path}' holds no PKCS#8 key on P-256. Remove it: a new key is made at the next start.", e);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    private static CustomerKey WrapperOf(ReadOnlySpan<byte> file, string path, CustomerKeys customer)
    {
        var thumbprint = file.Length > WrappedMagic.Length + ThumbprintBytes ? Convert.ToHexStringLower(file.Slice(WrappedMagic.Length, ThumbprintBytes)) : "";
        return customer.Find(thumbprint) ?? throw new InvalidDataException($"The transfer key file '{path}' cannot be read: {CustomerKeys.Missing(thumbprint)}.");
    }

    private static byte[] Unwrap(CustomerKey wrapper, ReadOnlySpan<byte> wrapped) =>
        wrapper.TryUnwrap(wrapped, out var secret) ? secret : throw new CryptographicException("It was not wrapped by this certificate.");

    private static void Save(IDisk disk, string path, ECDiffieHellman key, CustomerKeys customer)
    {
        var plain = key.ExportPkcs8PrivateKey();
        var bytes = customer.Current is { } current ? [.. WrappedMagic, .. Convert.FromHexString(current.Thumbprint), .. current.Wrap(plain)] : plain;
        KeyFile.Replace(disk, path, bytes);
        CryptographicOperations.ZeroMemory(plain);
    }
}
