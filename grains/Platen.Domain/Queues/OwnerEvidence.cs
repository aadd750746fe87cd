namespace Platen.Domain.Queues;

/// <summary>What a job's owner rests on, the weakest first. A queue names the weakest that it takes; what is weaker makes nobody an owner.</summary>
public enum OwnerEvidence
{
    /// <summary>Not said: by the queue's kind (<see cref="IntakePolicy.LeastEvidenceOf"/>).</summary>
    Unspecified = 0,

    /// <summary>The name that the sender gives: LPD's P line, IPP's requesting-user-name, PJL's USERNAME. Anybody can give any.</summary>
    ClaimedName = 1,

    /// <summary>The name that a workstation gives whose address the queue trusts to know its user: a member of the directory, a terminal or print server.</summary>
    TrustedWorkstation = 2,

    /// <summary>The name in a client certificate of the customer's CA.</summary>
    ClientCertificate = 3,

    /// <summary>A user who has proven to be one: by password.</summary>
    AuthenticatedName = 4,
}
