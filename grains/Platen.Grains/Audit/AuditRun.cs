using Platen.Domain.Audit;

namespace Platen.Grains.Audit;

/// <summary>How far a verification is, for whoever looks meanwhile. Thread-safe.</summary>
internal sealed class AuditRun : IProgress<AuditProgress>
{
    private volatile AuditProgress _latest = new("", 0, 0);

    /// <summary>The last step.</summary>
    public AuditProgress Latest => _latest;

    public void Report(AuditProgress value) => _latest = value;
}
