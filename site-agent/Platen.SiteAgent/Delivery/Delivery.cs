using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Delivery;

/// <summary>One document on its way to one device.</summary>
/// <param name="Job">The job.</param>
/// <param name="Release">The release that has it.</param>
/// <param name="Device">The device.</param>
/// <param name="UserName">Login name of its owner, for the device's own list; may be empty.</param>
/// <param name="OpenDocumentAsync">Opens the document in the clear; each opening is read once, and the transport disposes it.</param>
/// <param name="Progress">Told of bytes that the device took and of pages that it printed.</param>
internal sealed record Delivery(HeldJob Job, ReleaseId Release, ReplicaDevice Device, string UserName, Func<CancellationToken, ValueTask<SpoolReader>> OpenDocumentAsync, DeliveryProgress Progress);
