using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Platen.Contracts.AgentLink.V1;
using Platen.Domain.Queues;
using Platen.SiteAgent.Replica;

namespace Platen.SiteAgent.Intake;

/// <summary>
/// Certificates of workstations' users, of the CA that the customer names (<see cref="IntakeOptions.ClientCaFile"/>); without one, none is asked for. Revocation is not looked up, because a branch must
/// work without its WAN: shut a user out in the console instead.
/// </summary>
internal sealed class ClientCertificates
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private readonly X509Certificate2Collection _roots = [];
    private readonly JobReceiver _receiver;

    private readonly IReplica _replica;

    public ClientCertificates(IOptions<IntakeOptions> options, JobReceiver receiver, IReplica replica)
    {
        (_receiver, _replica) = (receiver, replica);
        if (options.Value.ClientCaFile.Length > 0)
        {
            _roots.ImportFromPemFile(options.Value.ClientCaFile);
        }
    }

    /// <summary>Whether certificates are asked for at all.</summary>
    public bool AreWanted => _roots.Count > 0;

    /// <summary>Whether they are asked for where any job may come in: some queue takes no weaker evidence of an owner (ADR 0030). Other clients need not choose one of theirs for nothing.</summary>
    public bool AreWantedByAQueue => AreWanted && _replica.Queues.Any(queue => IntakePolicies.Of(queue).LeastEvidenceOf(IntakePolicies.KindOf(queue)) == OwnerEvidence.ClientCertificate);

    /// <summary>Whether a certificate is of that CA, within its time, and made for clients.</summary>
    public bool IsTrusted(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        return AreWanted && chain.Build(certificate);
    }

    /// <summary>The user whom a trusted certificate names: by user principal name (whole, or up to its @), by e-mail address, or by common name; null: nobody who is known and active.</summary>
    public ReplicaUser? FindUser(X509Certificate2? certificate)
    {
        if (certificate is null || !IsTrusted(certificate))
        {
            return null;
        }

        var principal = certificate.GetNameInfo(X509NameType.UpnName, forIssuer: false);
        string[] names = [principal, principal.Split('@')[0], certificate.GetNameInfo(X509NameType.EmailName, forIssuer: false), certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false)];
        return names.Where(name => name.Length > 0).Select(_receiver.FindOwner).FirstOrDefault(user => user is not null);
    }
}
