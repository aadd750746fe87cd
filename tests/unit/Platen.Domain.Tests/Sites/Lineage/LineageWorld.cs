using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Domain.Tests.Sites.Lineage;

/// <summary>
/// One agent, now and then on two machines, a record, and a network between them that loses, delays and repeats; disks are put back from backups, and in every third schedule the record instead: both together, and a machine put back with its memory, are more than can be told (ADR 0036). In memory, one thread, every choice from the seed.
/// The decisions about links are the product's own (<see cref="AgentLineage"/>); what a server does with batches is modelled as <c>SiteGrain</c> does it. After each step it is asked whether what was acknowledged is in the record.
/// </summary>
internal sealed class LineageWorld(int seed, LineageMutant mutant)
{
    private const int Steps = 400;
    private const int BatchMax = 8;
    private const int HealsMax = 20;
    private const int RecordFailsEvery = 3;
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(seed);
    private readonly bool _recordFails = seed % RecordFailsEvery == 0;
    private readonly SimulatedJournal[] _machines = [new(), new()];
    private readonly List<SimulatedJournal> _backups = [];
    private readonly List<Batch> _batches = [];
    private readonly List<(SimulatedJournal Machine, int Link, long Committed)> _answers = [];
    private readonly List<(SiteAgent Row, HashSet<int> Recorded)> _recordBackups = [];
    private readonly HashSet<int> _givenUp = [];
    private readonly HashSet<int> _mayComeAgain = [];
    private readonly List<string> _trace = [];
    private HashSet<int> _recorded = [];
    private SiteAgent _row = new() { Tenant = TenantId.Parse("acme"), Site = SiteId.Parse("north"), Id = AgentId.Parse("north-1"), Version = 1 };
    private bool _isHonest = true;
    private bool _recordWasPutBack;
    private bool _wasAccepted;
    private int _events;
    private int _starts;
    private int _links;

    /// <summary>What went wrong first; null: nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>The steps until then.</summary>
    public string Trace => string.Join('\n', _trace);

    /// <summary>Events in the record.</summary>
    public int Recorded => _recorded.Count;

    /// <summary>How often a journal was fenced.</summary>
    public int Fences { get; private set; }

    /// <summary>Runs the schedule of the seed, then lets the first machine come through with all it has.</summary>
    public void Run()
    {
        Start(_machines[0]);
        for (var step = 0; step < Steps && Fault is null; step++)
        {
            Step(_machines[_random.Next(10) < 8 ? 0 : 1]);
            Check();
        }

        Heal();
    }

    private void Step(SimulatedJournal machine)
    {
        switch (_random.Next(100))
        {
            case < 30: Print(machine); break;
            case < 50: Send(machine); break;
            case < 68: Deliver(); break;
            case < 80: Answer(); break;
            case < 88: Dial(machine); break;
            case < 90: Trim(machine); break;
            case < 93: Start(machine); break;
            case < 94: Keep("backup of the disk", () => _backups.Add(machine.Copy())); break;
            case < 95: Keep("backup of the record", () => _recordBackups.Add((_row, [.. _recorded]))); break;
            case < 98 when _recordFails: PutRecordBack(); break;
            case < 97: PutBack(machine); break;
            case < 98: Clone(); break;
            default: Accept(); break;
        }
    }

    private void Print(SimulatedJournal machine)
    {
        if (machine.Runs)
        {
            machine.Events.Add(++_events);
        }
    }

    private void Start(SimulatedJournal machine)
    {
        if (machine == _machines[1] && machine.Starts.Count == 0)
        {
            return; // there is no second machine yet
        }

        machine.Starts.Add(new AgentStart((++_starts).ToString("x32"), machine.Last + 1));
        (machine.Runs, machine.Link) = (true, 0);
        Note($"{Name(machine)} starts as {_starts} at {machine.Last + 1}");
    }

    private void Dial(SimulatedJournal machine)
    {
        if (!machine.Runs)
        {
            return;
        }

        var before = _row;
        var verdict = Judge(machine.Claim());
        _row = verdict.Next;
        Note($"{Name(machine)} dials with {machine.Last}, acknowledged {machine.Acknowledged}; the record has {before.EventsCommitted}: {verdict.Code} → {_row.EventsCommitted}");
        if (verdict.Code == LineageCode.Fenced)
        {
            machine.Link = 0;
            Fences++;
            Demand(!_isHonest, "an honest agent was fenced");
            return;
        }

        _wasAccepted |= verdict.Code == LineageCode.Accepted;
        if (_wasAccepted)
        {
            TakeOver(machine);
        }

        machine.Link = ++_links;
        machine.Acknowledged = mutant == LineageMutant.NoRewind ? Math.Max(machine.Acknowledged, Math.Min(_row.EventsCommitted, machine.Last)) : Math.Min(_row.EventsCommitted, machine.Last);
    }

    private LineageVerdict Judge(JournalClaim claim) => mutant switch
    {
        LineageMutant.AllAreLetIn => new LineageVerdict(LineageCode.Continues, _row with { Starts = [.. _row.Starts, claim.Starts[^1]] }),
        LineageMutant.LengthOnly when claim.Last >= _row.EventsCommitted => new LineageVerdict(LineageCode.Continues, _row with { Starts = [.. _row.Starts, claim.Starts[^1]] }),
        _ => AgentLineage.Judge(_row, claim, Now),
    };

    // what an administrator accepts: events that a record lost and nobody can send any more are gone; those that exist twice come again, and are known by their releases
    private void TakeOver(SimulatedJournal machine)
    {
        if (_recordWasPutBack)
        {
            _givenUp.UnionWith(machine.Events.Take((int)machine.Oldest - 1).Where(content => !_recorded.Contains(content)));
        }

        _mayComeAgain.UnionWith(machine.Events.Skip((int)_row.EventsCommitted).Where(_recorded.Contains));
    }

    private void Send(SimulatedJournal machine)
    {
        if (!machine.Runs || machine.Link == 0)
        {
            return;
        }

        var from = Math.Max(machine.Acknowledged + 1, machine.Oldest);
        var count = Math.Min(_random.Next(1, BatchMax + 1), machine.Last - from + 1);
        if (count > 0)
        {
            _batches.Add(new Batch(machine, machine.Link, machine.Starts[^1].Id, from, [.. machine.Events.GetRange((int)from - 1, (int)count)]));
        }
    }

    // a batch is delivered late, lost, or delivered twice; its line may be cut meanwhile
    private void Deliver()
    {
        if (_batches.Count == 0)
        {
            return;
        }

        var batch = _batches[_random.Next(_batches.Count)];
        var fate = _random.Next(10);
        if (fate > 0)
        {
            _batches.Remove(batch);
        }

        if (fate == 9)
        {
            return;
        }

        Ingest(batch);
    }

    private void Ingest(Batch batch)
    {
        if (mutant != LineageMutant.NoStartOnBatches && _row.Starts.LastOrDefault()?.Id != batch.Start)
        {
            return;
        }

        for (var i = 0; i < batch.Events.Length; i++)
        {
            var sequence = batch.From + i;
            if (mutant != LineageMutant.NoDedupe && sequence != _row.EventsCommitted + 1)
            {
                continue;
            }

            var isNew = _recorded.Add(batch.Events[i]);
            Demand(isNew || _mayComeAgain.Contains(batch.Events[i]), $"event {batch.Events[i]} was applied twice");
            _row = _row with { EventsCommitted = sequence };
        }

        _answers.Add((batch.Machine, batch.Link, _row.EventsCommitted));
    }

    private void Answer()
    {
        if (_answers.Count == 0)
        {
            return;
        }

        var at = _random.Next(_answers.Count);
        var (machine, link, committed) = _answers[at];
        _answers.RemoveAt(at);
        if (machine.Link == link && _random.Next(5) > 0)
        {
            machine.Acknowledged = Math.Max(machine.Acknowledged, Math.Min(committed, machine.Last));
        }
    }

    private static void Trim(SimulatedJournal machine) => machine.Oldest = Math.Max(machine.Oldest, machine.Acknowledged + 1);

    private void PutBack(SimulatedJournal machine)
    {
        if (_backups.Count == 0 || !machine.Runs)
        {
            return;
        }

        var kept = _backups[_random.Next(_backups.Count)].Copy();
        _machines[Array.IndexOf(_machines, machine)] = kept;
        _isHonest = false;
        Note($"{Name(kept)} is put back to {kept.Last}");
        Start(kept);
    }

    private void Clone()
    {
        _machines[1] = _machines[0].Copy();
        _isHonest = false;
        Note("a second machine is made of the first");
        Start(_machines[1]);
    }

    private void PutRecordBack()
    {
        if (_recordBackups.Count == 0)
        {
            return;
        }

        _recordWasPutBack = true;
        (_row, var recorded) = _recordBackups[_random.Next(_recordBackups.Count)];
        _recorded = [.. recorded];
        _isHonest = false;
        _batches.Clear();
        _answers.Clear();
        foreach (var machine in _machines)
        {
            machine.Link = 0;
        }

        Note($"the record is put back to {_row.EventsCommitted}");
    }

    private void Accept()
    {
        if (_row.Fence is { } fence)
        {
            _row = _row with { Fence = fence with { Accepted = true } };
            Note($"the fence of {fence.Start.Id[^4..]} is accepted");
        }
    }

    private void Heal()
    {
        var machine = _machines[0];
        _machines[1] = new SimulatedJournal();
        _batches.Clear();
        _answers.Clear();
        machine.Link = 0;
        for (var round = 0; round < HealsMax && Fault is null && machine.Link == 0; round++)
        {
            Dial(machine);
            Accept();
        }

        Demand(machine.Link > 0, "the agent never comes through, though every fence is accepted");
        for (var round = 0; round <= _events && Fault is null && machine.Acknowledged < machine.Last; round++)
        {
            Send(machine);
            if (_batches.Count > 0)
            {
                Ingest(_batches[0]);
                _batches.Clear();
            }

            machine.Acknowledged = Math.Min(_row.EventsCommitted, machine.Last);
        }

        Demand(machine.Acknowledged == machine.Last, $"{machine.Last - machine.Acknowledged} events never arrive");
        Check();
    }

    // I1: what was acknowledged is in the record. Where the record itself was put back, it is again when the agent has linked.
    private void Check()
    {
        foreach (var machine in _machines.Where(machine => machine.Link > 0))
        {
            for (var sequence = 1; sequence <= machine.Acknowledged && Fault is null; sequence++)
            {
                var content = machine.Events[sequence - 1];
                Demand(_recorded.Contains(content) || _givenUp.Contains(content), $"event {content} (sequence {sequence}) was acknowledged to {Name(machine)} and is not in the record");
            }
        }
    }

    private void Keep(string what, Action keep)
    {
        keep();
        Note(what);
    }

    private string Name(SimulatedJournal machine) => machine == _machines[0] ? "the agent" : "the second machine";

    private void Demand(bool holds, string fault)
    {
        if (!holds)
        {
            Fault ??= fault;
        }
    }

    private void Note(string what) => _trace.Add(what);

    private sealed record Batch(SimulatedJournal Machine, int Link, string Start, long From, int[] Events);
}
