using System.Collections.Concurrent;
using Platen.SiteAgent.Uplink;

namespace Platen.SiteAgent.Tests.Uplink;

/// <summary>Remembers which sessions were to end.</summary>
internal sealed class EndedSessions : IEndSessions
{
    public ConcurrentQueue<string> Ended { get; } = new();

    public ValueTask EndAsync(string sessionId, CancellationToken cancellationToken)
    {
        Ended.Enqueue(sessionId);
        return ValueTask.CompletedTask;
    }
}
