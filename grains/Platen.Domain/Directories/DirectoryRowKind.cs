namespace Platen.Domain.Directories;

/// <summary>What a row of a run's result is about.</summary>
public enum DirectoryRowKind
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>A user is added.</summary>
    Added = 1,

    /// <summary>A user's record is changed.</summary>
    Changed = 2,

    /// <summary>A user is shut out: gone from the directory, or switched off there.</summary>
    ShutOut = 3,

    /// <summary>A user who was shut out by the directory is let in again.</summary>
    LetIn = 4,

    /// <summary>An entry is not taken over; the text says why.</summary>
    Refused = 5,

    /// <summary>An entry is taken over, but not all of it; the text says what not.</summary>
    Remark = 6,

    /// <summary>A group is added, renamed or given up.</summary>
    Group = 7,
}
