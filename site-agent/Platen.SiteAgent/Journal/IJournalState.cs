using Platen.Contracts.AgentJournal.V1;

namespace Platen.SiteAgent.Journal;

/// <summary>The state that is the sum of the journal's records. Called by the commit thread only, in the records' order.</summary>
internal interface IJournalState
{
    /// <summary>Takes a record in that has just become durable.</summary>
    void Apply(JournalRecord record);

    /// <summary>The records from which the present state can be rebuilt. They are read later, on another thread, while the state goes on changing.</summary>
    IEnumerable<JournalRecord> Capture();
}
