namespace Platen.Ops.Sampling;

/// <summary>A sample device: one way into the virtual MFP.</summary>
internal sealed record SampleDevice(string Id, string Name, string Protocol);
