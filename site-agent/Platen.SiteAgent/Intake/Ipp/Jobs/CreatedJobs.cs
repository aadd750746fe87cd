using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Platen.SiteAgent.Telemetry;

namespace Platen.SiteAgent.Intake.Ipp.Jobs;

/// <summary>The jobs that wait for their documents; those that wait too long are forgotten (<c>multiple-operation-time-out</c>).</summary>
internal sealed class CreatedJobs(IOptions<IntakeOptions> options, TimeProvider time) : BackgroundService
{
    private const int JobsMax = 200;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, CreatedJob> _jobs = new();

    /// <summary>Told of each job that waited too long.</summary>
    public Action<CreatedJob>? Forgotten { get; set; }

    /// <summary>All of them, in no order.</summary>
    public ICollection<CreatedJob> All => _jobs.Values;

    public bool TryAdd(CreatedJob job)
    {
        job.TouchedAt = time.GetTimestamp();
        if (_jobs.Count < JobsMax && _jobs.TryAdd(job.Number, job))
        {
            return true;
        }

        AgentInstruments.OnLimit(LimitNames.CreatedJobs);
        return false;
    }

    public CreatedJob? Find(int number) => _jobs.GetValueOrDefault(number);

    /// <summary>Takes a job for one request.</summary>
    public CreatedJob? TryTake(int number) => _jobs.TryGetValue(number, out var job) && job.TryTake() ? job : null;

    /// <summary>Gives it back for the next request.</summary>
    public void GiveBack(CreatedJob job)
    {
        job.TouchedAt = time.GetTimestamp();
        job.GiveBack();
    }

    public async ValueTask RemoveAsync(CreatedJob job)
    {
        _jobs.TryRemove(job.Number, out _);
        await job.DisposeAsync();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(SweepEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var job in _jobs.Values.Where(job => time.GetElapsedTime(job.TouchedAt) > options.Value.CreatedJobIdleMax && job.TryTake()))
            {
                AgentInstruments.OnLimit(LimitNames.Idle);
                Forgotten?.Invoke(job);
                await RemoveAsync(job);
            }
        }
    }
}
