namespace Platen.Ops.Sampling;

/// <summary>A sample queue.</summary>
internal sealed record SampleQueue(string Id, string Name, string Kind, string? Device, int RawPort);
