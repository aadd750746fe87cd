using Platen.Domain.Tenants;

namespace Platen.Domain.Ports;

/// <summary>A tenant's new row.</summary>
public sealed record TenantChange(Tenant Row) : RecordChange;
