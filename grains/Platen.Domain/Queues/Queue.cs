using Platen.Domain.Accounting;
using Platen.Domain.Devices;
using Platen.Domain.Tenants;

namespace Platen.Domain.Queues;

/// <summary>A print queue: its policy and routing.</summary>
public sealed record Queue
{
    /// <summary>Whose queue it is (TN02).</summary>
    public required TenantId Tenant { get; init; }

    /// <summary>Its id: the last segment of its IPP path, and its LPD name.</summary>
    public required QueueId Id { get; init; }

    /// <summary>The name for people.</summary>
    public required string Name { get; init; }

    /// <summary>What becomes of its jobs.</summary>
    public required QueueKind Kind { get; init; }

    /// <summary>What becomes of a job whose owner is unknown.</summary>
    public required UnknownOwnerPolicy UnknownOwner { get; init; }

    /// <summary>Direct queues: the device.</summary>
    public DeviceId? Device { get; init; }

    /// <summary>The RAW port that feeds it at each agent; 0: none.</summary>
    public int RawPort { get; init; }

    /// <summary>How long a held job waits (PR02).</summary>
    public TimeSpan KeepHeld { get; init; } = TimeSpan.FromDays(3);

    /// <summary>How long a released job is kept for reprint (PR03).</summary>
    public TimeSpan KeepReleased { get; init; } = TimeSpan.FromDays(1);

    /// <summary>What a page costs.</summary>
    public PriceList Prices { get; init; } = new();

    /// <summary>What it believes about senders, and lets through in documents.</summary>
    public IntakePolicy Intake { get; init; } = new();

    /// <summary>Whether its jobs are copied to another site in advance.</summary>
    public CopyPolicy Copies { get; init; } = CopyPolicy.None;

    /// <summary>Grows by one with each change; the compare-and-swap guard. 0: not recorded yet.</summary>
    public long Version { get; init; }
}
