namespace Platen.Domain.Tests.Jobs.Copies;

/// <summary>What is taken out of the world of <see cref="CopiesWorld"/>; each must make it go wrong.</summary>
public enum Mutant
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The job's row is written without comparing its version.</summary>
    NoRowCompare = 1,

    /// <summary>The origin prints without the cluster's word when its line is cut, as it does with other jobs.</summary>
    OriginPrintsAlone = 2,

    /// <summary>An agent that gets no answer prints: it may have been granted.</summary>
    NoAnswerIsYes = 3,

    /// <summary>A restarted agent forgets its open release, and reports nothing about it before the job is released again.</summary>
    RestartFreesTheRow = 4,

    /// <summary>The right goes back by time.</summary>
    RightEndsByTime = 5,
}
