namespace Platen.Grains.Abstractions;

/// <summary>How a command ended.</summary>
[GenerateSerializer]
[Alias("platen.command-code")]
public enum CommandCode
{
    /// <summary>Not said; never returned.</summary>
    Unspecified = 0,

    /// <summary>Done and durable.</summary>
    Done = 1,

    /// <summary>What was asked is not valid; the messages name every error and its fix.</summary>
    Invalid = 2,

    /// <summary>There is no such record.</summary>
    NotFound = 3,

    /// <summary>The actor may not.</summary>
    Forbidden = 4,

    /// <summary>A unique name (login name, card, PIN, RAW port, id) is taken.</summary>
    NotUnique = 5,

    /// <summary>Others changed the record again and again at the same time; nothing is done, try again.</summary>
    Contended = 6,

    /// <summary>The record's state does not allow it; the message says which.</summary>
    Refused = 7,
}
