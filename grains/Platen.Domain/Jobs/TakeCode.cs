namespace Platen.Domain.Jobs;

/// <summary>Whether a release gets the right to print a job that has copies.</summary>
public enum TakeCode
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>It has it: print.</summary>
    Granted = 1,

    /// <summary>Another release has it.</summary>
    Busy = 2,

    /// <summary>The release had it, and is over.</summary>
    Over = 3,

    /// <summary>The job, or what would be printed of it, is gone.</summary>
    Gone = 4,

    /// <summary>No copies of the job are recorded here, so nobody here can say who prints it.</summary>
    NoCopies = 5,

    /// <summary>The agent is neither the job's nor its copy's.</summary>
    NotYours = 6,

    /// <summary>The job was printed, and who asks took it for one that was not.</summary>
    Printed = 7,
}
