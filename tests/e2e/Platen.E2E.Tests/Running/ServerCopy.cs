namespace Platen.E2E.Tests.Running;

/// <summary>A job's copy at another site, as REST gives it.</summary>
public sealed record ServerCopy(string Site, string? Agent, bool Dropped, string? TakenAt);
