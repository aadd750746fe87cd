using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;

namespace Platen.Rpc.Tls;

/// <summary>What was read from a customer's certificate file.</summary>
/// <param name="Certificate">The certificate with its key; null when it cannot be used.</param>
/// <param name="Issuers">The certificates of its issuers, as far as the file has them.</param>
/// <param name="Faults">Everything that is wrong, each with the setting, and how to mend it; empty: it can be used.</param>
public sealed record CertificateReading(X509Certificate2? Certificate, ImmutableArray<X509Certificate2> Issuers, ImmutableArray<string> Faults);
