namespace Platen.Domain.Queues;

/// <summary>What is known about the sender of a job. A name is empty when there is none of that kind.</summary>
public sealed record SenderEvidence
{
    /// <summary>The login name that was proven by password.</summary>
    public string AuthenticatedName { get; init; } = "";

    /// <summary>The login name in a client certificate that was verified.</summary>
    public string CertificateName { get; init; } = "";

    /// <summary>The name that the sender gives.</summary>
    public string ClaimedName { get; init; } = "";

    /// <summary>The workstation's address, without port.</summary>
    public string SourceAddress { get; init; } = "";
}
