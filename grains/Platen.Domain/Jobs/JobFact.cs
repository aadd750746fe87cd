using Platen.Domain.Sites;

namespace Platen.Domain.Jobs;

/// <summary>A fact about one job. <see cref="JobLifecycle"/> decides what becomes of the job by it.</summary>
public abstract record JobFact : FactBody
{
    /// <summary>The job.</summary>
    public required JobId Job { get; init; }
}
