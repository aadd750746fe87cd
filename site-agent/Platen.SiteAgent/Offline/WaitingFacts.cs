using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Journal;

namespace Platen.SiteAgent.Offline;

/// <summary>Reads the journal's events that the server has not acknowledged, and those that come, for what counts while the site is cut off: printed pages, and cards and PINs that are pending.</summary>
internal sealed partial class WaitingFacts(IAgentJournal journal, OfflinePages pages, PendingCards cards, PendingPins pins, ILogger<WaitingFacts> logger) : BackgroundService
{
    private ulong _next;

    /// <summary>The last event that was read.</summary>
    public ulong ReadThrough => Volatile.Read(ref _next) - 1;

    /// <summary>Reads what waits before anybody is served: whoever used up the allowed pages before a restart has used them up after it.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _next = journal.AcknowledgedThrough + 1;
        await ReadAsync(journal.LastSequence, cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await ReadAsync(ulong.MaxValue, stoppingToken);
    }

    private async Task ReadAsync(ulong last, CancellationToken stoppingToken)
    {
        try
        {
            if (_next > last)
            {
                return;
            }

            await foreach (var fact in journal.ReadFromAsync(_next, stoppingToken))
            {
                Note(fact);
                Volatile.Write(ref _next, fact.Seq + 1);
                if (fact.Seq >= last)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // the agent stops
        }
        catch (JournalDamagedException damaged)
        {
            LogDamaged(damaged);
        }
    }

    private void Note(AgentEvent fact)
    {
        switch (fact.BodyCase)
        {
            case AgentEvent.BodyOneofCase.CardWanted:
                cards.Note(fact);
                break;
            case AgentEvent.BodyOneofCase.PinWanted:
                pins.Note(fact);
                break;
            default:
                pages.Note(fact);
                break;
        }
    }

    [LoggerMessage(2195, LogLevel.Error, "The journal cannot be read: pages that were printed without the server, and cards and PINs that are pending, are not known any more")]
    private partial void LogDamaged(Exception fault);
}
