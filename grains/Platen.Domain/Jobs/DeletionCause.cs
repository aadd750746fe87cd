namespace Platen.Domain.Jobs;

/// <summary>Why a job was deleted.</summary>
public enum DeletionCause
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Its owner did it.</summary>
    Owner = 1,

    /// <summary>Its time was over (PR02, PR03).</summary>
    Expired = 2,

    /// <summary>An administrator did it.</summary>
    Administrator = 3,

    /// <summary>Its data is damaged.</summary>
    Damaged = 4,
}
