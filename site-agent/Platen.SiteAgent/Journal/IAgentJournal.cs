using System.Collections.Immutable;
using Platen.Contracts.AgentJournal.V1;
using Platen.Contracts.AgentLink.V1;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Journal;

/// <summary>
/// The agent's durable log of facts for the cluster: sequence numbers 1, 2, 3 … without gaps, kept until acknowledged. Facts about jobs are written by
/// <see cref="Jobs.IHeldJobs"/> only; the others (logins, devices, commands) by whoever observes them, through <see cref="AppendAsync"/>.
/// Usable once the spool's hosted service has started. Thread-safe.
/// </summary>
internal interface IAgentJournal
{
    /// <summary>Counts the agent's starts; durable before the first fact of a start.</summary>
    ulong Epoch { get; }

    /// <summary>The highest sequence that is durable; 0: none yet.</summary>
    ulong LastSequence { get; }

    /// <summary>All facts up to here are with the cluster.</summary>
    ulong AcknowledgedThrough { get; }

    /// <summary>The first sequence that can still be read; one more than <see cref="LastSequence"/>: none.</summary>
    ulong OldestKept { get; }

    /// <summary>The starts that the journal remembers, the present one last.</summary>
    ImmutableArray<AgentStarted> Starts { get; }

    /// <summary>Makes a fact durable and returns its sequence. Sets <c>seq</c>, and <c>at</c> when it is not set; the event belongs to the journal afterwards.</summary>
    /// <exception cref="ArgumentException">It is a fact about a job.</exception>
    /// <exception cref="SpoolFaultedException">The disk failed.</exception>
    ValueTask<ulong> AppendAsync(AgentEvent fact, CancellationToken cancellationToken = default);

    /// <summary>
    /// The cluster has all facts up to this sequence; they may be forgotten. Becomes durable with a later write, so a restart may send some of them again.
    /// Lower ones than the present are ignored.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is higher than <see cref="LastSequence"/>: the cluster knows facts that this disk does not (a restored backup).</exception>
    void Acknowledge(ulong through);

    /// <summary>The cluster has less than it acknowledged: its database was put back from a backup. From here on, facts behind this sequence are not forgotten, and are read again.</summary>
    void Rewind(ulong through);

    /// <summary>All durable facts from this sequence on, in order, then those that become durable, without end. A value at or below <see cref="AcknowledgedThrough"/> starts behind it.</summary>
    /// <exception cref="JournalDamagedException">A fact cannot be read.</exception>
    IAsyncEnumerable<AgentEvent> ReadFromAsync(ulong sequence, CancellationToken cancellationToken = default);
}
