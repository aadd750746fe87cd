using Platen.Domain.Jobs;
using Platen.SiteAgent.Jobs;

namespace Platen.SiteAgent.Spool;

/// <summary>Reads every held document, from its key to its last chunk, and names what is damaged. Opening the engine has checked the journal before. It changes nothing.</summary>
internal sealed class SpoolCheck(SpoolEngine engine)
{
    private const int JobsAtATime = 256;

    /// <param name="onJob">Told after each job: how many are done, and how many there are.</param>
    /// <param name="cancellationToken">Ends the check; nothing is half done.</param>
    public async Task<SpoolCheckResult> RunAsync(Action<int, int>? onJob = null, CancellationToken cancellationToken = default)
    {
        var (jobs, bytes, damages) = (0, 0L, new List<SpoolDamagedException>());
        JobId? last = null;
        while (engine.Jobs.ListAll(last, JobsAtATime) is { Count: > 0 } page)
        {
            foreach (var job in page)
            {
                if (await FindDamageAsync(job, cancellationToken) is { } damage)
                {
                    damages.Add(damage);
                }

                jobs++;
                bytes += job.SizeBytes;
                onJob?.Invoke(jobs, engine.Jobs.Count);
            }

            last = page[^1].Id;
        }

        return new SpoolCheckResult(jobs, bytes, damages);
    }

    private async Task<SpoolDamagedException?> FindDamageAsync(HeldJob job, CancellationToken cancellationToken)
    {
        try
        {
            await using var reader = await engine.Jobs.OpenAsync(job.Id, cancellationToken);
            await reader.CopyToAsync(Stream.Null, cancellationToken);
            return null;
        }
        catch (SpoolDamagedException damage)
        {
            return damage;
        }
        catch (IOException fault)
        {
            return new SpoolDamagedException(job.Id, SpoolDamage.Unreadable, -1, fault.Message);
        }
    }
}
