using Platen.Domain.Sites;
using Platen.Domain.Tenants;

namespace Platen.Gateway.AgentLink;

/// <summary>Names an agent in all of the company: agent ids are unique in their site only.</summary>
internal readonly record struct AgentName(TenantId Tenant, SiteId Site, AgentId Agent);
