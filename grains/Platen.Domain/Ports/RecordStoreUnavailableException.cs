namespace Platen.Domain.Ports;

/// <summary>The record (PostgreSQL) could not be reached within the bounded attempt (I8). Try again later; nothing is wrong with what was asked.</summary>
public sealed class RecordStoreUnavailableException(string message, bool outcomeUnknown, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>
    /// The connection was lost while a commit was under way and no key (event, release) allowed to ask again: it is written wholly or not at all, and only reading the rows tells which.
    /// False: nothing was written.
    /// </summary>
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}
