using Platen.Domain.Jobs;

namespace Platen.SiteAgent.Spool;

/// <summary>A stored document cannot be read (on). Everything that was read before is good; the rest must not be made up (I10).</summary>
internal sealed class SpoolDamagedException(JobId job, SpoolDamage damage, long chunk, string file)
    : Exception($"Job {job} is damaged: {damage}, chunk {chunk}, in '{file}'.")
{
    public JobId Job => job;

    public SpoolDamage Damage => damage;

    /// <summary>The first chunk that is not good; -1 when the document cannot be opened at all.</summary>
    public long Chunk => chunk;
}
