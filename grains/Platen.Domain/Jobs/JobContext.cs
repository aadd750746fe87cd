using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Domain.Jobs;

/// <summary>What a decision about a job rests on, besides the job and the fact.</summary>
public sealed record JobContext
{
    /// <summary>The tenant.</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>The site of the agent that reports.</summary>
    public required SiteId Site { get; init; }

    /// <summary>The agent that reports.</summary>
    public required AgentId Agent { get; init; }

    /// <summary>When it happened (see <see cref="FactTime.Bound"/>).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The job's queue, for its prices; null: not recorded, costs nothing.</summary>
    public Queue? Queue { get; init; }

    /// <summary>ISO 4217 code of the tenant's currency.</summary>
    public string Currency { get; init; } = "EUR";
}
