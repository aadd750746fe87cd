using System.Runtime.Versioning;
using System.Security.Cryptography;

namespace Platen.Desktop.Sessions;

/// <summary>Windows: DPAPI, by a key that only this user's login opens.</summary>
[SupportedOSPlatform("windows")]
internal sealed class DataProtectionSeal : ISecretSeal
{
    // keeps blobs of other programs of this user from being taken for ours; it is no secret
    private static readonly byte[] Purpose = "platen desktop login"u8.ToArray();

    public byte[] Seal(byte[] plain) => ProtectedData.Protect(plain, Purpose, DataProtectionScope.CurrentUser);

    public byte[] Open(byte[] sealedBytes) => ProtectedData.Unprotect(sealedBytes, Purpose, DataProtectionScope.CurrentUser);
}
