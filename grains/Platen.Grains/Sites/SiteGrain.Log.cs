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
}
