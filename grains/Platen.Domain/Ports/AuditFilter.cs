namespace Platen.Domain.Ports;

/// <summary>Which audit entries.</summary>
public sealed record AuditFilter
{
    /// <summary>Those of the security log only (<see cref="Audit.AuditActions"/>).</summary>
    public bool SecurityOnly { get; init; }
}
