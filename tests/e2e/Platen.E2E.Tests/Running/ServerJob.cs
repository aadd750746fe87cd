namespace Platen.E2E.Tests.Running;

/// <summary>A job, as REST gives it.</summary>
public sealed record ServerJob(string Id, string Title, string? Owner, string ClaimedUser, string Queue, string State, string StateReason, string Format, string Sha256, bool DataKept, int PrintedTimes, ServerCopy? Copy = null);
