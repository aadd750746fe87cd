using System.Collections.Immutable;
using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>Keys that never lie beside what they protect: the per-tenant key under which PIN and card indexes are made (AU15).</summary>
public interface ICredentialKeys
{
    /// <summary>The tenant's credential key, 32 bytes; made at its first use.</summary>
    Task<ImmutableArray<byte>> GetAsync(TenantId tenant, CancellationToken cancellationToken);
}
