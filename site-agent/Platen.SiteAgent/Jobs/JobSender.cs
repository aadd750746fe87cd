using Platen.Domain.Queues;

namespace Platen.SiteAgent.Jobs;

/// <summary>Where a job came from, as far as a sender who proves nothing can be told from another one.</summary>
/// <param name="Queue">The queue it was sent to.</param>
/// <param name="ClaimedUser">The name that the sender claimed.</param>
/// <param name="SourceAddress">The workstation's address, without port.</param>
internal readonly record struct JobSender(QueueId Queue, string ClaimedUser, string SourceAddress);
