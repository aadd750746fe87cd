namespace Platen.E2E.Tests.Running;

/// <summary>The other branch where a job lies, as the panel lists it.</summary>
public sealed record PanelSite(string Site, string Name, bool Reachable);
