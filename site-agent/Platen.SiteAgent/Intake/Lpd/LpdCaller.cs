using Platen.Contracts.AgentLink.V1;

namespace Platen.SiteAgent.Intake.Lpd;

/// <summary>Who speaks LPD: an address, and behind TLS perhaps a user by certificate. LPD has no password.</summary>
/// <param name="Source">The workstation's address, without port.</param>
/// <param name="User">Who the certificate names; null: nobody.</param>
internal sealed record LpdCaller(string Source, ReplicaUser? User);
