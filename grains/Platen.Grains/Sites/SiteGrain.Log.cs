using Microsoft.Extensions.Logging;
using Platen.Domain.Sites;

namespace Platen.Grains.Sites;

/// <summary>Event ids of Platen.Grains: 3000 to 3099.</summary>
internal sealed partial class SiteGrain
{
    [LoggerMessage(1300, LogLevel.Error, "Event {Sequence} of agent {Agent} could not be applied, attempt {Attempt}; the third one parks it in the audit log")]
    private partial void LogFactFault(Exception fault, AgentId agent, long sequence, int attempt);

    [LoggerMessage(1301, LogLevel.Warning, "{Count} events of agent {Agent} from {Sequence} on could not be decided together; they are applied one by one")]
    private partial void LogWindowFault(Exception fault, AgentId agent, long sequence, int count);

    [LoggerMessage(1302, LogLevel.Warning, "Agent {Agent} is {Code}: {Kind}, its journal ends at {AgentSequence}, the record has {ServerSequence}; double or missing are {From} to {Through}")]
    private partial void LogFence(AgentId agent, LineageCode code, FenceKind kind, long agentSequence, long serverSequence, long from, long through);

    [LoggerMessage(1303, LogLevel.Warning, "Agent {Agent} shows a certificate of our CA that is newer than the one on record, which was restored from a backup: it is taken in")]
    private partial void LogCertificateAdopted(AgentId agent);
}
