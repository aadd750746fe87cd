using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Queues;

namespace Platen.Grains.Abstractions.Queues;

/// <summary>A queue's settings, all of them.</summary>
[GenerateSerializer]
[Immutable]
[Alias("platen.queues.put-queue")]
public sealed record PutQueue
{
    /// <summary>The name for people, 1 to 200 characters.</summary>
    [Id(0)]
    public required string Name { get; init; }

    /// <summary>What becomes of its jobs.</summary>
    [Id(1)]
    public required QueueKind Kind { get; init; }

    /// <summary>What becomes of a job whose owner is unknown.</summary>
    [Id(2)]
    public UnknownOwnerPolicy UnknownOwner { get; init; } = UnknownOwnerPolicy.Hold;

    /// <summary>Direct queues: the device.</summary>
    [Id(3)]
    public DeviceId? Device { get; init; }

    /// <summary>The RAW port that feeds it at each agent, 1,024 to 65,535; 0: none.</summary>
    [Id(4)]
    public int RawPort { get; init; }

    /// <summary>How long a held job waits (PR02): 1 minute to 365 days.</summary>
    [Id(5)]
    public TimeSpan KeepHeld { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How long a released job is kept for reprint (PR03): 0 to 365 days.</summary>
    [Id(6)]
    public TimeSpan KeepReleased { get; init; } = TimeSpan.FromDays(1);

    /// <summary>What a page costs.</summary>
    [Id(7)]
    public PriceList Prices { get; init; } = new();

    /// <summary>What it believes about senders, and lets through in documents.</summary>
    [Id(8)]
    public IntakePolicy Intake { get; init; } = new();

    /// <summary>Whether its jobs are copied to another site in advance; pull queues only.</summary>
    [Id(20)]
    public CopyPolicy Copies { get; init; } = CopyPolicy.None;
}
