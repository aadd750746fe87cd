using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Platen.Domain.Ports;
using Platen.Silo.Options;

namespace Platen.Silo.Keys;

/// <summary>The master key in the server's data folder, <c>keys/master.key</c>, 32 random bytes, made at first start. Back it up apart from the database: without it no user can log in at a panel.</summary>
internal sealed class FileMasterKey : IMasterKey
{
    private const int KeyBytes = 32;

    public FileMasterKey(IOptions<SiloOptions> options)
    {
        var path = Path.Combine(KeyFolder.Of(options.Value), KeyFolder.MasterKey);
        var key = SecretFile.ReadOrCreate(path, () => Make(options.Value));
        Key = key.Length == KeyBytes
            ? [.. key]
            : throw new InvalidDataException($"The master key '{path}' has {key.Length} bytes instead of {KeyBytes}: restore it from a backup.");
    }

    public ImmutableArray<byte> Key { get; }

    private static byte[] Make(SiloOptions options)
    {
        KeyFolder.RequireMayMake(options, KeyFolder.MasterKey);
        return RandomNumberGenerator.GetBytes(KeyBytes);
    }
}
