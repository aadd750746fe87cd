using System.Collections.Immutable;

namespace Platen.Domain.Ports;

/// <summary>A certificate that was issued.</summary>
public sealed record IssuedCertificate(ImmutableArray<byte> Der, string SerialNumber, DateTimeOffset NotAfter);
