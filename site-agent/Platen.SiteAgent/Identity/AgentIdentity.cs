using System.Security.Cryptography.X509Certificates;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.SiteAgent.Identity;

/// <summary>Who this agent is, and how it and its server know each other: made by enrolment, renewed before it ends (NW06).</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Site">The site.</param>
/// <param name="Agent">The agent.</param>
/// <param name="Server">The agent link's address, https://host:port.</param>
/// <param name="Certificate">The agent's client certificate with its key.</param>
/// <param name="Authority">The certificate of the CA that the server's certificate must come from.</param>
internal sealed record AgentIdentity(TenantId Tenant, SiteId Site, AgentId Agent, Uri Server, X509Certificate2 Certificate, X509Certificate2 Authority);
