using System.Buffers.Text;
using System.Security.Cryptography;

namespace Platen.Domain.OAuth;

/// <summary>A client's secret: made here, 256 bits, with a prefix by which people and secret scanners know it.</summary>
public static class ClientSecret
{
    /// <summary>Longest text that is looked at.</summary>
    public const int LengthMax = 128;

    private const int RandomBytes = 32;

    /// <summary>A new one.</summary>
    public static string New() => "pls_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
}
