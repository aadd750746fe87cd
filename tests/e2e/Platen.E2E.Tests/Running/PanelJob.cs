namespace Platen.E2E.Tests.Running;

/// <summary>A job, as the panel lists it.</summary>
public sealed record PanelJob(string Job, string Title, string State, string Queue, long SizeBytes, bool KeptForReprint, PanelSite? Site = null);
