namespace Platen.Ops.Sampling;

/// <summary>What the first start made: kept in run/samples.json, owner-only.</summary>
internal sealed record SampleData(string Tenant, string Site, IReadOnlyList<SampleUser> Users, IReadOnlyList<SampleDevice> Devices, IReadOnlyList<SampleQueue> Queues);
