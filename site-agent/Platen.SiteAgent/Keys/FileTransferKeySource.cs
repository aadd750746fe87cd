using System.Security.Cryptography;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Keys;

/// <summary>The agent's key-agreement key in a file of its own (PKCS#8, DER, mode 0600); made when there is none.</summary>
internal static class FileTransferKeySource
{
    private const int FileBytesMax = 4096;

    public static TransferKeys LoadOrCreate(IDisk disk, string path)
    {
        var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        if (disk.Exists(path))
        {
            Load(disk, path, key);
        }
        else
        {
            Save(disk, path, key);
        }

        return new TransferKeys(key);
    }

    private static void Load(IDisk disk, string path, ECDiffieHellman key)
    {
        using var file = disk.Open(path);
        var bytes = new byte[Math.Min(file.Length, FileBytesMax)];
        var read = file.Read(bytes, 0);
        try
        {
            key.ImportPkcs8PrivateKey(bytes.AsSpan(0, read), out _);
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

    private static void Save(IDisk disk, string path, ECDiffieHellman key)
    {
        var bytes = key.ExportPkcs8PrivateKey();
        var temporary = path + ".new";
        disk.Delete(temporary);
        using (var file = disk.Create(temporary))
        {
            file.Write(bytes, 0);
            file.SyncData();
        }

        CryptographicOperations.ZeroMemory(bytes);
        disk.Rename(temporary, path);
        disk.SyncDirectory(Path.GetDirectoryName(path)!);
    }
}
