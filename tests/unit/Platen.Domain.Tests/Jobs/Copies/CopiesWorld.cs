using Platen.Domain.Accounting;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;

namespace Platen.Domain.Tests.Jobs.Copies;

/// <summary>
/// A job with copies, three agents, two activations of its grain over one row, and a network: all in memory, one thread, every choice from the seed. The decisions are the product's own
/// (<see cref="JobLifecycle"/>, <see cref="JobAuthority"/>); what agents do with them is modelled. After each step that puts paper out it is asked whether that was anybody's right.
/// </summary>
internal sealed class CopiesWorld
{
    private const int Steps = 600;
    private const int AskMax = 3;
    private static readonly TenantId Tenant = TenantId.Parse("acme");

    private readonly Random _random;
    private readonly Mutant _mutant;
    private readonly UserId _user = new(new Guid("01900000-0000-7000-8000-000000000001"));
    private readonly JobId _id = new(new Guid("01900000-0000-7000-8000-000000000002"));
    private readonly SimulatedAgent _origin = new("north", isOrigin: true);
    private readonly SimulatedAgent _keeper = new("south", isOrigin: false);
    private readonly SimulatedAgent _third = new("east", isOrigin: false);
    private readonly Job?[] _cached = new Job?[2];
    private readonly List<ReleaseId> _paper = [];
    private readonly HashSet<ReleaseId> _unreported = [];
    private readonly HashSet<ReleaseId> _charged = [];
    private readonly List<string> _trace = [];
    private Job? _row;
    private int _releases;
    private int _stepsTaken;

    public CopiesWorld(int seed, Mutant mutant) => (_random, _mutant) = (new Random(seed), mutant);

    /// <summary>What went wrong first; null: nothing.</summary>
    public string? Fault { get; private set; }

    /// <summary>The steps until then.</summary>
    public string Trace => string.Join('\n', _trace);

    /// <summary>How often paper came out.</summary>
    public int Printed => _paper.Count;

    /// <summary>Runs the schedule of the seed, then lets everything heal and be reported.</summary>
    public void Run()
    {
        Report(_origin, Received());
        Deliver(_origin);
        for (var step = 0; step < Steps && Fault is null; step++)
        {
            _stepsTaken = step;
            Step();
        }

        Heal();
        foreach (var release in _paper.Where(release => !_charged.Contains(release)))
        {
            Fail($"{release} came out and was never charged");
        }
    }

    private SimulatedAgent[] Agents => [_origin, _keeper, _third];

    private SimulatedAgent Any => Agents[_random.Next(3)];

    private void Step()
    {
        var agent = Any;
        switch (_random.Next(12))
        {
            case 0: agent.IsLinked = !agent.IsLinked; Say($"{agent.Site} {(agent.IsLinked ? "linked" : "cut off")}"); break;
            case 1: Kill(agent); break;
            case 2: agent.IsUp = true; break;
            case 3 or 4: Choose(agent); break;
            case 5 or 6: Ask(agent); break;
            case 7: Begin(agent); break;
            case 8: Finish(agent); break;
            case 9: Copy(); break;
            case 10: _cached[_random.Next(2)] = null; break;
            default: Deliver(agent); break;
        }
    }

    // a user walks up and chooses the job, as one that was not printed
    private void Choose(SimulatedAgent agent)
    {
        var isShown = agent.IsOrigin ? !agent.KnowsPrinted : agent.IsLinked && _row is { State: JobState.PendingHeld };
        if (agent.IsUp && agent.Open is null && isShown)
        {
            agent.Open = new Wish(new ReleaseId(new Guid($"01900000-0000-7000-8000-{++_releases:x12}")));
            Say($"{agent.Site} begins {agent.Open.Release}");
            if (agent.IsOrigin)
            {
                Report(agent, new JobReleaseStarted { Job = _id, Release = agent.Open.Release, Device = agent.Device, User = _user });
            }
        }
    }

    // the question can get lost, the answer too, and then it is asked again or given up
    private void Ask(SimulatedAgent agent)
    {
        if (agent is not { IsUp: true, Open: { IsGranted: false } open })
        {
            return;
        }

        if (!agent.IsLinked && agent.IsOrigin && _mutant == Mutant.OriginPrintsAlone)
        {
            open.IsGranted = true;
            return;
        }

        var fate = agent.IsLinked ? _random.Next(4) : 0;
        var code = fate > 0 ? Take(agent, open) : TakeCode.Unspecified;
        Say($"{agent.Site} asks for {open.Release}: {(fate == 1 ? "the answer is lost" : code)}");
        if (fate > 1 && code != TakeCode.Unspecified)
        {
            open.IsGranted = code == TakeCode.Granted;
            if (!open.IsGranted)
            {
                End(agent, ReleaseOutcome.NotPrinted);
            }
        }
        else if (_mutant == Mutant.NoAnswerIsYes)
        {
            open.IsGranted = true;
        }
        else if (++open.Unanswered >= AskMax)
        {
            End(agent, ReleaseOutcome.NotPrinted);
        }
    }

    private TakeCode Take(SimulatedAgent agent, Wish open)
    {
        var (row, cached) = Read();
        var wish = new JobTaking { Release = open.Release, Site = agent.Site, Agent = agent.Agent, Device = agent.Device, User = _user, At = Now };
        if (_mutant == Mutant.RightEndsByTime && row?.Copies?.Taken is { } old && Now - old.At > TimeSpan.FromSeconds(20))
        {
            row = row with { Copies = row.Copies with { Taken = null } };
        }

        var decision = JobAuthority.Take(row, wish, fromCopy: agent == _keeper, isReprint: false);
        return decision.Next is null || Write(decision.Next, cached) ? decision.Code : TakeCode.Unspecified;
    }

    private void Begin(SimulatedAgent agent)
    {
        if (agent is not { IsUp: true, Open: { IsGranted: true, IsPrinting: false } open } || (agent == _keeper && !agent.HasCopy))
        {
            return;
        }

        open.IsPrinting = true;
        Say($"{agent.Site} puts {open.Release} on paper");
        if (_unreported.FirstOrDefault(other => other != open.Release) is { } before && before != default)
        {
            Fail($"{open.Release} is printed at {agent.Site} while {before} is, or was, and nobody knows how that ended");
        }

        if (_row!.PrintedTimes > 0)
        {
            Fail($"{open.Release} is printed at {agent.Site} although the job was printed, and nobody wished it again");
        }

        _paper.Add(open.Release);
        _unreported.Add(open.Release);
    }

    private void Finish(SimulatedAgent agent)
    {
        if (agent is { IsUp: true, Open: { IsPrinting: true } })
        {
            agent.KnowsPrinted |= agent.IsOrigin;
            End(agent, ReleaseOutcome.Completed);
        }
    }

    private void Kill(SimulatedAgent agent)
    {
        if (!agent.IsUp)
        {
            return;
        }

        Say($"{agent.Site} is killed");
        agent.IsUp = false;
        if (agent.Open is not { } open)
        {
            return;
        }

        if (_mutant == Mutant.RestartFreesTheRow)
        {
            (var row, var cached) = Read();
            if (row?.Copies?.Taken?.Release == open.Release)
            {
                Write(JobAuthority.GiveUp(row, Now, "restarted"), cached);
            }
        }

        // what its next start finds, and says: nothing came out only where nothing can have
        End(agent, open.IsPrinting || agent.IsOrigin ? ReleaseOutcome.Partial : ReleaseOutcome.NotPrinted);
    }

    private void End(SimulatedAgent agent, ReleaseOutcome outcome)
    {
        var end = new JobReleaseFinished { Job = _id, Release = agent.Open!.Release, Device = agent.Device, User = _user, Outcome = outcome };
        Say($"{agent.Site} ends {end.Release}: {outcome}");
        agent.Open = null;
        Report(agent, agent.IsOrigin ? end : new JobRoamed { Job = _id, End = end });
    }

    private void Copy()
    {
        if (_origin is { IsUp: true, IsLinked: true } && _keeper is { IsUp: true, IsLinked: true, HasCopy: false } && _row is { Copies.IsDropped: false })
        {
            _keeper.HasCopy = true;
            Report(_keeper, new JobCopied { Job = _id });
        }
    }

    private static void Report(SimulatedAgent agent, JobFact fact) => agent.Journal.Enqueue(fact);

    // the oldest unacknowledged fact arrives; the acknowledgement may get lost, and then it arrives again
    private void Deliver(SimulatedAgent agent)
    {
        if (!agent.IsLinked || !agent.IsUp || !agent.Journal.TryPeek(out var fact))
        {
            return;
        }

        var (row, cached) = Read();
        var context = new JobContext { Tenant = Tenant, Site = agent.Site, Agent = agent.Agent, At = Now, Queue = null };
        var decision = JobLifecycle.Apply(row, fact, context);
        if (decision.Job is { } next && !Write(next, cached))
        {
            return;
        }

        Settle(agent, fact, decision);
        agent.Journal.Dequeue();
    }

    private void Settle(SimulatedAgent agent, JobFact fact, JobDecision decision)
    {
        if (decision.Ledger is { } entry && !_charged.Add(entry.Release))
        {
            Fail($"{entry.Release} was charged twice");
        }

        var end = fact as JobReleaseFinished ?? (fact as JobRoamed)?.End;
        if (end is not null && end.PrintedAt is null)
        {
            _unreported.Remove(end.Release);
        }

        // commands of the outbox, done when they are found: an agent that is away finds them later, which Heal and the next delivery stand for
        if (decision.EndsHandOver is { Outcome: ReleaseOutcome.Completed } && _origin is { IsUp: true, IsLinked: true })
        {
            _origin.KnowsPrinted = true;
        }

        Say($"the record has {fact.GetType().Name} of {agent.Site}");
    }

    private void Heal()
    {
        for (var round = 0; round < 50; round++)
        {
            foreach (var agent in Agents)
            {
                (agent.IsUp, agent.IsLinked) = (true, true);
                if (agent.Open is not null)
                {
                    Kill(agent);
                    agent.IsUp = true;
                }

                Deliver(agent);
            }
        }
    }

    // one of two activations: its row may be an old one
    private (Job? Row, int Activation) Read()
    {
        var activation = _random.Next(2);
        return (_cached[activation] ??= _row, activation);
    }

    private bool Write(Job next, int activation)
    {
        var isRight = _row is null || next.Version == _row.Version + 1 || _mutant == Mutant.NoRowCompare;
        if (isRight)
        {
            _row = next;
        }

        _cached[activation] = isRight ? next : null;
        return isRight;
    }

    private DateTimeOffset Now => DateTimeOffset.UnixEpoch.AddSeconds(_stepsTaken);

    private void Fail(string fault) => Fault ??= fault;

    private void Say(string line) => _trace.Add(line);

    private JobReceived Received() => new()
    {
        Job = _id,
        Queue = QueueId.Parse("pull"),
        ClaimedUser = "anna",
        Owner = _user,
        Title = "title",
        Facts = new DocumentFacts { Format = "application/pdf", Pages = new PageCount(3, PageEvidence.Parsed), SizeBytes = 1, Sha256 = new string('a', 64) },
        Protocol = IntakeProtocol.Ipp,
        CopiedTo = _keeper.Site,
    };
}
