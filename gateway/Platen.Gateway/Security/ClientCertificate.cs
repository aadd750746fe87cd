using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Platen.Gateway.Security;

/// <summary>The certificate that a caller has shown, as tokens are bound to it (RFC 8705, 3.1).</summary>
internal static class ClientCertificate
{
    /// <summary>Its SHA-256, hexadecimal; empty: none was shown.</summary>
    public static string Of(HttpContext context) =>
        context.Connection.ClientCertificate is { } certificate ? Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256)) : "";
}
