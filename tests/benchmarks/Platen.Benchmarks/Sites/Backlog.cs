using Platen.Benchmarks.Load;
using Platen.Benchmarks.Measures;
using Platen.Benchmarks.Spool;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Devices;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Users;
using Platen.SiteAgent.Identity;
using Platen.SiteAgent.Jobs;

namespace Platen.Benchmarks.Sites;

/// <summary>
/// What a branch has done while it was cut off, written by the agent's own code into the folder of an agent that does not run: documents received, released at one of many devices, printed and destroyed, three events each. Every
/// producer holds some jobs before it releases the oldest, so that a job's events lie thousands of others apart, as they do in a branch.
/// </summary>
internal static class Backlog
{
    public const int EventsPerJob = 3;
    private const int Producers = 64;
    private const int HeldByEach = 40;
    private const int DocumentBytes = 1_000;

    /// <summary>Writes the jobs; gives the sequence of the journal's last event.</summary>
    /// <param name="folder">The agent's data folder.</param>
    /// <param name="queue">Where they were sent to.</param>
    /// <param name="users">Whose they are, in turn.</param>
    /// <param name="devices">Where they are printed, in turn.</param>
    /// <param name="jobs">How many.</param>
    public static async Task<ulong> WriteAsync(string folder, QueueId queue, UserId[] users, DeviceId[] devices, int jobs)
    {
        await using var spool = await AgentSeed.OpenSpoolAsync(folder);
        var origin = new JobOrigin(queue, Contracts.AgentLink.V1.IntakeProtocol.Ipp, "192.0.2.7");
        var document = SpoolBenchmark.Document(DocumentBytes);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Producers).Select(_ => Task.Run(async () =>
        {
            var held = new Queue<(JobId Job, int Number)>();
            for (int number; (number = Interlocked.Increment(ref next)) < jobs;)
            {
                held.Enqueue((await ReceiveAsync(spool.Jobs, origin, document, users[number % users.Length], number), number));
                if (held.Count > HeldByEach)
                {
                    await PrintAsync(spool.Jobs, held.Dequeue(), users, devices);
                }
            }

            while (held.TryDequeue(out var last))
            {
                await PrintAsync(spool.Jobs, last, users, devices);
            }
        })));
        return spool.Journal.LastSequence;
    }

    private static async Task<JobId> ReceiveAsync(HeldJobs jobs, JobOrigin origin, byte[] document, UserId owner, int number)
    {
        await using var intake = jobs.BeginReceive(JobId.New(TimeProvider.System), origin);
        await intake.AppendAsync(document);
        var details = SpoolBenchmark.Details(number) with { Owner = owner, Terms = SpoolBenchmark.Terms with { DestroyWhenPrinted = true } };
        return (await intake.CompleteAsync(details)).Job?.Id ?? throw new LoadException($"The agent's spool refused document {number} of the backlog: {intake.Refusal}.");
    }

    private static async Task PrintAsync(HeldJobs jobs, (JobId Job, int Number) held, UserId[] users, DeviceId[] devices)
    {
        var (user, device, release) = (users[held.Number % users.Length], devices[held.Number % devices.Length], ReleaseId.New(TimeProvider.System));
        await jobs.BeginReleaseAsync(held.Job, release, device, user);
        await jobs.FinishReleaseAsync(new Contracts.AgentLink.V1.JobReleaseFinished
        {
            JobId = held.Job.ToString(),
            ReleaseId = release.ToString(),
            DeviceId = device.Value,
            UserId = user.ToString(),
            Outcome = Contracts.AgentLink.V1.ReleaseOutcome.Completed,
            Printed = new Contracts.AgentLink.V1.PageCount { Pages = 3, Evidence = Evidence.Device },
            Evidence = { new Contracts.AgentLink.V1.PageCount { Pages = 3, Evidence = Evidence.Device }, new Contracts.AgentLink.V1.PageCount { Pages = 3, Evidence = Evidence.Parsed } },
            Copies = 1,
            BytesSent = DocumentBytes,
        });
    }
}
