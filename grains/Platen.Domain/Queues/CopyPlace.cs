namespace Platen.Domain.Queues;

/// <summary>Where a queue's jobs are copied in advance, so that they outlive their branch.</summary>
public enum CopyPlace
{
    /// <summary>Not said; rejected.</summary>
    Unspecified = 0,

    /// <summary>Nowhere: a job lives and dies with the agent that received it, which releases it without asking anybody.</summary>
    None = 1,

    /// <summary>At a named site.</summary>
    Site = 2,

    /// <summary>At the site that the tenant has named for copies: the agent beside the server, as a rule.</summary>
    Server = 3,
}
