using System.Collections.Immutable;

namespace Platen.Domain.Ports;

/// <summary>The internal CA as everybody may know it.</summary>
public interface IAuthorityCertificate
{
    /// <summary>The CA's certificate, DER.</summary>
    ImmutableArray<byte> Certificate { get; }
}
