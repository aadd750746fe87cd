using System.Net;

namespace Platen.Domain.Queues;

/// <summary>Whose a job is by what is known about its sender: the strongest evidence decides, and no claim ever outweighs a proof.</summary>
/// <param name="Name">The login name to look up; empty: the job has no owner yet.</param>
/// <param name="Evidence">What the name rests on; unspecified when nothing is known at all.</param>
/// <param name="IsEnough">Whether the queue takes that evidence; else the job is nobody's, whatever name it carries.</param>
public sealed record OwnerDecision(string Name, OwnerEvidence Evidence, bool IsEnough)
{
    /// <summary>Decides.</summary>
    public static OwnerDecision Of(IntakePolicy policy, QueueKind kind, SenderEvidence sender)
    {
        var (name, evidence) = Strongest(policy, sender);
        return new OwnerDecision(name, evidence, evidence != OwnerEvidence.Unspecified && evidence >= policy.LeastEvidenceOf(kind));
    }

    private static (string Name, OwnerEvidence Evidence) Strongest(IntakePolicy policy, SenderEvidence sender) =>
        sender.AuthenticatedName.Length > 0 ? (sender.AuthenticatedName, OwnerEvidence.AuthenticatedName)
        : sender.CertificateName.Length > 0 ? (sender.CertificateName, OwnerEvidence.ClientCertificate)
        : sender.ClaimedName.Length == 0 ? ("", OwnerEvidence.Unspecified)
        : (sender.ClaimedName, IsTrusted(policy, sender.SourceAddress) ? OwnerEvidence.TrustedWorkstation : OwnerEvidence.ClaimedName);

    private static bool IsTrusted(IntakePolicy policy, string source) =>
        IPAddress.TryParse(source, out var address) && policy.TrustedAddresses.Any(text => Covers(text, Plain(address)));

    private static bool Covers(string text, IPAddress address) =>
        IPNetwork.TryParse(text, out var network) ? network.Contains(address) : IPAddress.TryParse(text, out var one) && Plain(one).Equals(address);

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
