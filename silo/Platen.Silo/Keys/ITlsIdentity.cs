using System.Security.Cryptography.X509Certificates;

namespace Platen.Silo.Keys;

/// <summary>What this process shows on its listeners, and whose clients it trusts there.</summary>
internal interface ITlsIdentity
{
    /// <summary>The certificate of the CA that issues the server's and the agents' certificates.</summary>
    X509Certificate2 Authority { get; }

    /// <summary>Makes the server's certificate now where that can be done, so that a fault shows at the start and not at the first client.</summary>
    void Prepare(IReadOnlyCollection<string> names);

    /// <summary>The server's certificate with its key, renewed in time.</summary>
    /// <param name="names">The host names and addresses that clients dial.</param>
    X509Certificate2 ServerCertificate(IReadOnlyCollection<string> names);
}
