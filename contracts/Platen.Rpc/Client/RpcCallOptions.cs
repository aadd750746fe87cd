namespace Platen.Rpc.Client;

/// <summary>What may differ from call to call.</summary>
public sealed record RpcCallOptions
{
    /// <summary>No deadline, no metadata.</summary>
    public static RpcCallOptions None { get; } = new();

    /// <summary>Time the whole call may take, from its start; the server is told. Null: no limit. With <see cref="Deadline"/>, the earlier counts.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Moment at which the call must have ended. Null: none.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Metadata to send with the request.</summary>
    public RpcMetadata? Metadata { get; init; }

    /// <summary>Cancels the call, on the server too.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Time left from <paramref name="now"/>, or null.</summary>
    internal TimeSpan? TimeLeft(DateTimeOffset now)
    {
        var untilDeadline = Deadline - now;
        return untilDeadline is null || Timeout < untilDeadline ? Timeout : untilDeadline;
    }
}
