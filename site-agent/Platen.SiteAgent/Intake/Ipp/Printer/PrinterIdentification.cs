using System.Collections.Concurrent;

namespace Platen.SiteAgent.Intake.Ipp.Printer;

/// <summary>Which queues were asked lately to make themselves known.</summary>
internal sealed class PrinterIdentification(TimeProvider time)
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(1);

    // one entry for each queue of the site at most
    private readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    public void Begin(string queue) => _until[queue] = time.GetUtcNow() + Length;

    public bool IsIdentifying(string queue) => _until.TryGetValue(queue, out var until) && until > time.GetUtcNow();
}
