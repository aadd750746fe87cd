namespace Platen.Domain.Ports;

/// <summary>Which unique name was taken, for <see cref="CommitCode.NotUnique"/>.</summary>
public enum UniqueName
{
    /// <summary>None.</summary>
    Unspecified = 0,

    /// <summary>A user's login name.</summary>
    LoginName = 1,

    /// <summary>An ID card.</summary>
    Card = 2,

    /// <summary>A PIN; draw another one (AU05).</summary>
    Pin = 3,

    /// <summary>A queue's RAW port.</summary>
    RawPort = 4,

    /// <summary>A person's key at the source: another user stands for the same person.</summary>
    SourceKey = 5,

    /// <summary>A group's name, or its key at its source.</summary>
    Group = 6,
}
