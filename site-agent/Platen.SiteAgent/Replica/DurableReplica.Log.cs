namespace Platen.SiteAgent.Replica;

internal sealed partial class DurableReplica
{
    [LoggerMessage(2400, LogLevel.Information, "Replica read: {Users} users, {Queues} queues, {Devices} devices, cursor {Cursor}")]
    private static partial void LogRead(ILogger logger, int users, int queues, int devices, ulong cursor);

    [LoggerMessage(2401, LogLevel.Warning, "Replica: {Bytes} bytes of a write that a crash had torn were cut off; the server sends the change again")]
    private static partial void LogTorn(ILogger logger, long bytes);

    [LoggerMessage(2402, LogLevel.Error, "Replica dropped; nobody can log in until the server has sent a snapshot. Restore the agent's connection, and check the disk")]
    private static partial void LogDropped(ILogger logger, Exception reason);

    [LoggerMessage(2403, LogLevel.Warning, "Replica: {Count} changes cannot be used (an id of the wrong form, or a kind that this version does not know); update the agent")]
    private static partial void LogUnusable(ILogger logger, int count);

    [LoggerMessage(2404, LogLevel.Warning, "Replica could not be compacted; it is tried again with the next change")]
    private static partial void LogNotCompacted(ILogger logger, Exception reason);

    [LoggerMessage(2405, LogLevel.Information, "Replica snapshot applied: {Users} users, {Queues} queues, {Devices} devices, cursor {Cursor}")]
    private static partial void LogSnapshot(ILogger logger, int users, int queues, int devices, ulong cursor);
}
