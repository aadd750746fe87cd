namespace Platen.Gateway.Api.Jobs;

/// <summary>A release.</summary>
/// <param name="Device">Where it shall come out.</param>
/// <param name="Site">The device's site; left out: the job's.</param>
/// <param name="ReleaseId">A UUID of version 7 that names the user's action; a retry carries the same one, so that nothing is printed twice. Left out: the server makes one.</param>
internal sealed record ReleaseRequest(string? Device, string? Site, string? ReleaseId);
