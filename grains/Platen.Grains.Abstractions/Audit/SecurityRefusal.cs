namespace Platen.Grains.Abstractions.Audit;

/// <summary>Requests of one kind from one place that a gateway has refused within a minute.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.audit.security-refusal")]
public sealed record SecurityRefusal
{
    /// <summary>The audit entry's action: one of <see cref="IAuditGrain.RefusalActions"/>.</summary>
    [Id(0)]
    public required string Action { get; init; }

    /// <summary>Who asked, as the audit log names people.</summary>
    [Id(1)]
    public required string Actor { get; init; }

    /// <summary>From which address.</summary>
    [Id(2)]
    public required string Origin { get; init; }

    /// <summary>The method and the path of the first of them.</summary>
    [Id(3)]
    public required string Request { get; init; }

    /// <summary>How many there were.</summary>
    [Id(4)]
    public required int Count { get; init; }

    /// <summary>When the first came.</summary>
    [Id(5)]
    public required DateTimeOffset At { get; init; }
}
