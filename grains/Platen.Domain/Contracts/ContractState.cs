namespace Platen.Domain.Contracts;

/// <summary>How a contract stands on a day.</summary>
public enum ContractState
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>It has not begun.</summary>
    Upcoming = 1,

    /// <summary>Its devices count.</summary>
    Running = 2,

    /// <summary>Its last day is over.</summary>
    Ended = 3,

    /// <summary>It was recorded by mistake; it stays in the history and counts for nothing.</summary>
    Withdrawn = 4,
}
