namespace Platen.Domain.Queues;

/// <summary>What becomes of document content that would change the device instead of printing.</summary>
public enum UnsafeContentPolicy
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Left out of the document, which is taken; every other byte stays as it is.</summary>
    Remove = 1,

    /// <summary>The document is refused.</summary>
    Refuse = 2,

    /// <summary>Passed on to the device, and noted with the job.</summary>
    Pass = 3,
}
