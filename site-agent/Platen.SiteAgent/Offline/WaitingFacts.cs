using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Journal;

namespace Platen.SiteAgent.Offline;

/// <summary>Reads the journal's events that the server has not acknowledged, and those that come, for what counts while the site is cut off: printed pages, and cards that are pending.</summary>
internal sealed partial class WaitingFacts(IAgentJournal journal, OfflinePages pages, PendingCards cards, ILogger<WaitingFacts> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await foreach (var fact in journal.ReadFromAsync(journal.AcknowledgedThrough + 1, stoppingToken))
            {
                if (fact.BodyCase == AgentEvent.BodyOneofCase.CardWanted)
                {
                    cards.Note(fact);
                }
                else
                {
                    pages.Note(fact);
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

    [LoggerMessage(2195, LogLevel.Error, "The journal cannot be read: pages that were printed without the server, and cards that are pending, are not known any more")]
    private partial void LogDamaged(Exception fault);
}
