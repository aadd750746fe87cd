using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Tests.Spool;

/// <summary>I1: a real process, killed with SIGKILL while it takes documents in; what it had acknowledged, recorded outside, is all there.</summary>
public sealed class KillTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public Task AcknowledgedJobs_SurviveKill() => KillLoopAsync(3);

    [Fact]
    [Trait("suite", "slow")]
    public Task AcknowledgedJobs_SurviveKill_ManyTimes() => KillLoopAsync(1_000);

    private static async Task KillLoopAsync(int loops)
    {
        await using var spool = new SpoolFixture();
        var acknowledged = new Dictionary<JobId, (int Size, int Seed)>();
        for (var loop = 0; loop < loops; loop++)
        {
            foreach (var (id, document) in await RunAndKillAsync(spool.Options.Directory, loop))
            {
                acknowledged.Add(id, document);
            }
        }

        await spool.OpenAsync();
        acknowledged.ShouldNotBeEmpty();
        foreach (var (id, (size, seed)) in acknowledged)
        {
            spool.Jobs.Find(id).ShouldNotBeNull($"job {id} was acknowledged and is lost");
            (await spool.ReadAsync(id)).AsSpan().SequenceEqual(SpoolFixture.Bytes(size, seed)).ShouldBeTrue($"job {id}");
        }
    }

    private static async Task<Dictionary<JobId, (int Size, int Seed)>> RunAndKillAsync(string directory, int loop)
    {
        var random = new Random(loop);
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var wanted = random.Next(1, 60);
        var lines = new ConcurrentQueue<string>();
        using var child = new Process
        {
            StartInfo = new ProcessStartInfo(Environment.ProcessPath!, [typeof(KillTests).Assembly.Location, directory, loop.ToString(CultureInfo.InvariantCulture)])
            {
                UseShellExecute = false, RedirectStandardOutput = true,
            },
        };
        child.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                lines.Enqueue(line.Data);
            }

            if (lines.Count >= wanted || line.Data is null)
            {
                enough.TrySetResult();
            }
        };
        child.Start();
        child.BeginOutputReadLine();
        await enough.Task.WaitAsync(Patience);
        child.Kill();
        await child.WaitForExitAsync();
        return lines.Select(line => line.Split(' ')).Where(parts => parts.Length == 3).ToDictionary(
            parts => JobId.Parse(parts[0]),
            parts => (int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture)));
    }
}
