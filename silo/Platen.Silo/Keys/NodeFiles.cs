using System.Security.Cryptography.X509Certificates;
using Platen.Silo.Options;

namespace Platen.Silo.Keys;

/// <summary>A node's certificate in files: the one that an administrator gave, and the one that replaced it.</summary>
internal static class NodeFiles
{
    /// <summary>The name that the internal CA writes into the certificates of all nodes of a cluster.</summary>
    public static string ClusterName(ClusterOptions options) => $"{options.Id}.cluster.platen.internal";

    /// <summary>Where a gateway keeps the certificate that replaced the given one.</summary>
    public static string RenewedPath(SiloOptions options) => Path.Combine(KeyFolder.OwnOf(options), "node.pem");

    /// <summary>The one that ends later.</summary>
    /// <exception cref="InvalidDataException">The given file has no certificate with its key.</exception>
    public static X509Certificate2 Newest(string given, string renewed)
    {
        var first = CertificateFiles.TryRead(given) ?? throw new InvalidDataException($"There is no certificate in '{given}'.");
        return CertificateFiles.TryRead(renewed) is { } second && second.NotAfter > first.NotAfter && second.Issuer == first.Issuer ? second : first;
    }
}
