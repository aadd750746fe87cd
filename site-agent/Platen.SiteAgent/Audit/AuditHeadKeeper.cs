using System.Collections.Immutable;
using Google.Protobuf;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Audit;
using Platen.Domain.Tenants;
using Platen.SiteAgent.Alarms;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Spool.Disk;

namespace Platen.SiteAgent.Audit;

/// <summary>
/// Keeps signed heads of the server's audit log, outside of its database (I7), and tells them back at each link. A head that contradicts one that is kept is refused, and an alarm: the chain has become shorter, or the same entry has another hash.
/// Only a signed word that a backup was put back, and that an administrator has accepted it, ends that. Thread-safe.
/// </summary>
internal sealed partial class AuditHeadKeeper : IAlarmSource
{
    /// <summary>Chains of which heads are kept; the server asks for four or so.</summary>
    public const int ChainsMax = 64;

    /// <summary>Heads that are kept of a chain: the newest ones.</summary>
    public const int HeadsPerChainMax = 16;

    /// <summary>Heads of a chain that are told to the server.</summary>
    public const int HeadsToldMax = 4;

    private const string AlarmName = "audit.heads";

    private readonly Lock _gate = new();
    private readonly AuditHeadFile _file;
    private readonly Func<AgentIdentity?> _identity;
    private readonly ILogger _logger;
    private readonly Dictionary<string, List<AuditCheckpoint>> _kept = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _contradictions = new(StringComparer.Ordinal);
    private AuditSignatures? _signatures;
    private string _authority = "";
    private TenantId _tenant;
    private bool _loaded;

    public AuditHeadKeeper(IDisk disk, AgentFolders folders, AgentIdentityFile identity, ILogger<AuditHeadKeeper> logger)
        : this(disk, folders.Root, identity.TryRead, logger)
    {
    }

    internal AuditHeadKeeper(IDisk disk, string folder, Func<AgentIdentity?> identity, ILogger logger) => (_file, _identity, _logger) = (new AuditHeadFile(disk, folder), identity, logger);

    /// <summary>Grows with each head that is added.</summary>
    public long Version { get; private set; }

    public IEnumerable<Alarm> Current
    {
        get
        {
            lock (_gate)
            {
                return [_contradictions.Count == 0
                    ? Alarm.None(AlarmName)
                    : new Alarm(AlarmName, "critical", $"The server's audit log contradicts what this agent keeps of it: {string.Join(" ", _contradictions.Values)} Verify the log in the console (Audit); the database may have been tampered with.")];
            }
        }
    }

    /// <summary>What the server should be told: the newest heads of each chain.</summary>
    public ImmutableArray<AuditHead> Told()
    {
        lock (_gate)
        {
            Load();
            return [.. _kept.Values.SelectMany(heads => heads.TakeLast(HeadsToldMax)).Select(ToProto)];
        }
    }

    /// <summary>All that is kept, oldest first in each chain.</summary>
    public ImmutableArray<AuditCheckpoint> All()
    {
        lock (_gate)
        {
            Load();
            return [.. _kept.Values.SelectMany(heads => heads)];
        }
    }

    /// <summary>Takes heads of the server; durable on return.</summary>
    public void Take(IEnumerable<AuditHead> heads)
    {
        lock (_gate)
        {
            Load();
            var added = heads.Take(ChainsMax).Where(TryAdd).ToList();

            if (added.Count > 0)
            {
                Write(added);
                Version++;
            }
        }
    }

    private void Write(List<AuditHead> added)
    {
        if (_file.IsFull)
        {
            _file.Rewrite([.. _kept.Values.SelectMany(kept => kept).Select(ToProto)]);
        }
        else
        {
            _file.Append(added);
        }
    }

    private bool TryAdd(AuditHead source)
    {
        if (AuditCheckpointForm.TryRead(source.Statement.Span, source.Certificate.Span, source.Signature.Span) is not { } head || head.Tenant != _tenant || _signatures is null || !_signatures.IsGenuine(head))
        {
            LogNotSigned();
            return false;
        }

        if (!_kept.TryGetValue(head.Chain, out var known))
        {
            if (_kept.Count >= ChainsMax)
            {
                return false;
            }

            _kept[head.Chain] = known = [];
        }

        return AuditHeadOrder.Of(known, head) switch
        {
            AuditHeadVerdict.Newer => Keep(known, head),
            AuditHeadVerdict.Restored => Restart(known, head),
            AuditHeadVerdict.Contradicts => Refuse(known, head),
            _ => false,
        };
    }

    private static bool Keep(List<AuditCheckpoint> known, AuditCheckpoint head)
    {
        known.Add(head);
        if (known.Count > HeadsPerChainMax)
        {
            known.RemoveAt(0);
        }

        return true;
    }

    private bool Restart(List<AuditCheckpoint> known, AuditCheckpoint head)
    {
        LogRestored(head.Chain, head.Position, known.Count == 0 ? 0 : known[^1].Position);
        known.RemoveAll(old => old.Position > head.Position);
        _contradictions.Remove(head.Chain);
        return Keep(known, head);
    }

    private bool Refuse(List<AuditCheckpoint> known, AuditCheckpoint head)
    {
        var kept = known.MaxBy(old => old.Position)!;
        if (_contradictions.TryAdd(head.Chain, $"chain {head.Chain} had {kept.Position} entries on {kept.At:yyyy-MM-dd HH:mm:ss}Z, and the server says of {head.At:yyyy-MM-dd HH:mm:ss}Z that it ended at entry {head.Position}, with other content or shorter."))
        {
            LogContradicts(head.Chain, kept.Position, head.Position);
        }

        return false;
    }

    // the CA by which the agent knows its server is there from its enrolment on
    private void Load()
    {
        if (_identity() is not { } identity)
        {
            return;
        }

        if (_authority != identity.Authority.Thumbprint)
        {
            _signatures?.Dispose();
            (_signatures, _authority, _tenant) = (new AuditSignatures(identity.Authority), identity.Authority.Thumbprint, identity.Tenant);
        }

        if (!_loaded)
        {
            _loaded = true;
            _file.Load().ForEach(head => TryAdd(head));
        }
    }

    private static AuditHead ToProto(AuditCheckpoint source) => new()
    {
        Statement = ByteString.CopyFrom(AuditCheckpointForm.Bytes(source)),
        Certificate = ByteString.CopyFrom(source.Certificate.AsSpan()),
        Signature = ByteString.CopyFrom(source.Signature.AsSpan()),
    };

    [LoggerMessage(3161, LogLevel.Error, "The server's audit log contradicts what is kept here: chain {Chain} had {Kept} entries, and now it is said to end at entry {Said}")]
    private partial void LogContradicts(string chain, long kept, long said);

    [LoggerMessage(3162, LogLevel.Warning, "What came as a head of the audit log is not signed by the server's keys and was refused")]
    private partial void LogNotSigned();

    [LoggerMessage(3163, LogLevel.Warning, "The server's record was put back from a backup and that was accepted: the audit log's chain {Chain} goes on from entry {Position}; up to {Kept} were kept here")]
    private partial void LogRestored(string chain, long position, long kept);
}
