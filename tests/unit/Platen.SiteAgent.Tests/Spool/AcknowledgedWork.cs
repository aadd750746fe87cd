using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Jobs;
using Platen.Domain.Users;
using Platen.SiteAgent.Jobs;
using Platen.SiteAgent.Journal;
using Platen.SiteAgent.Spool;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>The outside record: what clients were told, kept where no power loss reaches.</summary>
internal sealed class AcknowledgedWork
{
    private const int Clients = 4;

    private readonly ConcurrentDictionary<JobId, byte[]> _documents = new();
    private readonly ConcurrentDictionary<JobId, bool> _held = new();
    private readonly ConcurrentDictionary<JobId, bool> _deleteTried = new();
    private readonly ConcurrentDictionary<JobId, bool> _deleted = new();
    private readonly ConcurrentDictionary<JobId, ReleaseId> _started = new();
    private readonly ConcurrentDictionary<JobId, ReleaseId> _finished = new();
    private readonly UserId _user = UserId.New(TimeProvider.System);
    private ulong _highestEvent;

    /// <summary>Some clients send, release and delete until the power is gone.</summary>
    public async Task WorkAsync(SimulatedDisk disk, SpoolOptions options, int seed)
    {
        try
        {
            await using var engine = await SpoolEngine.OpenAsync(disk, keySource: null, options, TimeProvider.System, NullLogger.Instance);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => RunClientAsync(engine, disk, new Random(seed + client))))
                .Append(Task.Run(() => KeepUpAsync(engine, disk))));
        }
        catch (Exception e) when (e is PowerLostException or SpoolFaultedException or JournalDamagedException or AggregateException)
        {
            // the power went while starting; damage shows itself again at the last start
        }
    }

    /// <summary>Compares what was acknowledged with what is there.</summary>
    public async Task CheckAsync(SpoolEngine engine, List<string> wrong)
    {
        foreach (var id in _held.Keys.Where(id => !_deleteTried.ContainsKey(id) && engine.Jobs.Find(id) is null))
        {
            wrong.Add($"acknowledged job {id} is lost");
        }

        wrong.AddRange(_deleted.Keys.Where(id => engine.Jobs.Find(id) is not null).Select(id => $"deleted job {id} is back"));
        wrong.AddRange(_started.Where(pair => !_finished.ContainsKey(pair.Key) && engine.Jobs.Find(pair.Key)?.Release?.Id != pair.Value
            && engine.Jobs.Find(pair.Key)?.Releases.Any(release => release.Id == pair.Value) != true).Select(pair => $"the hand-over of job {pair.Key} is forgotten"));
        foreach (var job in engine.Jobs.ListAll(after: null, limit: int.MaxValue))
        {
            await CompareAsync(engine, job, wrong);
        }

        if (engine.Journal.LastSequence < _highestEvent)
        {
            wrong.Add($"event {_highestEvent} was durable, the journal ends at {engine.Journal.LastSequence}");
        }

        await ReadEventsAsync(engine, wrong);
    }

    private static async Task ReadEventsAsync(SpoolEngine engine, List<string> wrong)
    {
        if (engine.Journal.LastSequence == 0)
        {
            return;
        }

        ulong expected = 1;
        await foreach (var fact in engine.Journal.ReadFromAsync(1))
        {
            if (fact.Seq != expected++)
            {
                wrong.Add($"event {expected - 1} is missing");
            }

            if (fact.Seq >= engine.Journal.LastSequence)
            {
                return;
            }
        }
    }

    private async Task CompareAsync(SpoolEngine engine, HeldJob job, List<string> wrong)
    {
        try
        {
            await using var reader = await engine.Jobs.OpenAsync(job.Id);
            using var copy = new MemoryStream();
            await reader.CopyToAsync(copy);
            if (!copy.ToArray().AsSpan().SequenceEqual(_documents[job.Id]))
            {
                wrong.Add($"job {job.Id} has other bytes");
            }
        }
        catch (SpoolDamagedException e)
        {
            wrong.Add(e.Message);
        }
    }

    private async Task RunClientAsync(SpoolEngine engine, SimulatedDisk disk, Random random)
    {
        try
        {
            for (var round = 0; round < 40 && !disk.IsOff; round++)
            {
                await SendAsync(engine, random);
                await UseAsync(engine, random);
            }
        }
        catch (Exception e) when (e is PowerLostException or SpoolFaultedException)
        {
            // nobody was told anything
        }
    }

    private static async Task KeepUpAsync(SpoolEngine engine, SimulatedDisk disk)
    {
        var rotation = new KeyRotation(disk, engine);
        try
        {
            for (var round = 0; round < 3 && !disk.IsOff; round++)
            {
                await new Compaction(engine).CompactOneAsync(CancellationToken.None);
                rotation.Begin();
                await rotation.TryFinishAsync(CancellationToken.None);
            }
        }
        catch (Exception e) when (e is PowerLostException or SpoolFaultedException)
        {
            // nobody was told anything
        }
    }

    private async Task SendAsync(SpoolEngine engine, Random random)
    {
        var id = JobId.New(TimeProvider.System);
        var document = SpoolFixture.Bytes(random.Next(0, 10) == 0 ? 150_000 : random.Next(0, 20_000), random.Next());
        _documents[id] = document;
        await using var intake = engine.Jobs.BeginReceive(id, SpoolFixture.Origin());
        await intake.AppendAsync(document);
        var result = await intake.CompleteAsync(SpoolFixture.Details(_user));
        if (result.Code == ReceiveCode.Accepted)
        {
            _held[id] = true;
            InterlockedMax(engine.Journal.LastSequence);
        }
    }

    private async Task UseAsync(SpoolEngine engine, Random random)
    {
        var jobs = engine.Jobs.ListOwnedBy(_user, 20);
        if (jobs.Count == 0)
        {
            return;
        }

        var job = jobs[random.Next(jobs.Count)];
        if (random.Next(2) == 0)
        {
            _deleteTried[job.Id] = true;
            var answer = await engine.Jobs.DeleteAsync(job.Id, DeletionCause.Owner, _user);
            if (answer.Code == DeleteCode.Deleted)
            {
                _deleted[job.Id] = true;
            }

            return;
        }

        await ReleaseAsync(engine, job.Id, random);
    }

    private async Task ReleaseAsync(SpoolEngine engine, JobId id, Random random)
    {
        var release = ReleaseId.New(TimeProvider.System);
        var begun = await engine.Jobs.BeginReleaseAsync(id, release, SpoolFixture.Device, _user);
        if (begun.Code != BeginReleaseCode.Started)
        {
            return;
        }

        _started[id] = release;
        if (random.Next(3) == 0)
        {
            return; // stays open
        }

        _finished[id] = release;
        var outcome = random.Next(2) == 0 ? ReleaseOutcome.Completed : ReleaseOutcome.NotPrinted;
        _deleteTried[id] = true;
        var ended = await engine.Jobs.FinishReleaseAsync(
            new JobReleaseFinished { JobId = id.ToString(), ReleaseId = release.ToString(), Outcome = outcome }, destroyData: random.Next(2) == 0);
        if (ended.Code == FinishReleaseCode.Finished && ended.Job is null)
        {
            _deleted[id] = true;
        }
    }

    private void InterlockedMax(ulong value)
    {
        lock (_held)
        {
            _highestEvent = Math.Max(_highestEvent, value);
        }
    }
}
