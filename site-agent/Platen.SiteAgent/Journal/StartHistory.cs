using System.Collections.Immutable;
using System.Security.Cryptography;
using Google.Protobuf;
using Platen.Contracts.AgentJournal.V1;

namespace Platen.SiteAgent.Journal;

/// <summary>
/// The starts of the agent that its journal remembers, oldest first: by them the cluster tells a journal that goes on from one that was put back from a backup. What was acknowledged proves that the cluster knows the present start,
/// so only a few before it are kept then. Thread-safe.
/// </summary>
internal sealed class StartHistory
{
    /// <summary>Starts kept; when there are more, one of the middle is forgotten: those that the cluster knows are among the oldest, and the newest tell where a fork begins.</summary>
    public const int StartsMax = 128;

    /// <summary>Starts kept once the cluster has acknowledged something to the newest.</summary>
    public const int KnownMax = 16;

    private const int IdBytes = 16;

    private readonly Lock _gate = new();
    private ImmutableArray<AgentStarted> _starts = [];

    /// <summary>The starts, the present one last.</summary>
    public ImmutableArray<AgentStarted> All
    {
        get
        {
            lock (_gate)
            {
                return _starts;
            }
        }
    }

    /// <summary>A new start, not yet in the history: it is when it is read back or applied.</summary>
    public static AgentStarted Draw(ulong epoch, ulong firstSequence) => new() { Epoch = epoch, StartId = ByteString.CopyFrom(RandomNumberGenerator.GetBytes(IdBytes)), FirstSeq = firstSequence };

    /// <summary>Takes a start in. One of an agent of before has no id, and tells nothing.</summary>
    public void Add(AgentStarted start)
    {
        if (start.StartId.Length != IdBytes)
        {
            return;
        }

        lock (_gate)
        {
            _starts = _starts.Add(start);
            if (_starts.Length > StartsMax)
            {
                _starts = _starts.RemoveAt(StartsMax / 2);
            }
        }
    }

    /// <summary>The cluster has acknowledged something to the newest start.</summary>
    public void Confirm()
    {
        lock (_gate)
        {
            _starts = [.. _starts.TakeLast(KnownMax)];
        }
    }

    /// <summary>As a checkpoint has it.</summary>
    public void Load(IEnumerable<AgentStarted> starts)
    {
        lock (_gate)
        {
            _starts = [.. starts.Where(start => start.StartId.Length == IdBytes)];
        }
    }
}
