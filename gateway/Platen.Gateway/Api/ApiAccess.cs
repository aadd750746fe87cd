using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Gateway.Api;

/// <summary>The table of rights of REST: every route, and who may use it. A route that is missing here is closed. A user who may call sees and does only what is the user's own (AZ02): the handlers and the grains see to that.</summary>
internal static class ApiAccess
{
    public static readonly ImmutableArray<AccessRule> Rules =
    [
        new("GET", "/health/live", Access.Anonymous),
        new("GET", "/health/ready", Access.Anonymous),
        new("GET", "/api/v1/openapi.json", Access.Anonymous),
        new("POST", "/api/v1/setup", Access.Anonymous),
        new("POST", "/api/v1/session", Access.Anonymous),
        new("GET", "/api/v1/session", Access.User),
        new("DELETE", "/api/v1/session", Access.User),
        new("GET", "/api/v1/tenant", Access.Administrator),
        new("PATCH", "/api/v1/tenant", Access.Administrator),
        new("GET", "/api/v1/overview", Access.Administrator),
        new("GET", "/api/v1/sites", Access.Administrator),
        new("GET", "/api/v1/sites/{site}", Access.Administrator),
        new("PUT", "/api/v1/sites/{site}", Access.Administrator),
        new("POST", "/api/v1/sites/{site}/agents", Access.Administrator),
        new("DELETE", "/api/v1/sites/{site}/agents/{agent}", Access.Administrator),
        new("POST", "/api/v1/sites/{site}/agents/{agent}/fence", Access.Administrator),
        new("GET", "/api/v1/parked-events", Access.Administrator),
        new("POST", "/api/v1/parked-events/retry", Access.Administrator),
        new("POST", "/api/v1/parked-events/{id}/retry", Access.Administrator),
        new("POST", "/api/v1/parked-events/{id}/discard", Access.Administrator),
        new("GET", "/api/v1/devices", Access.Administrator),
        new("GET", "/api/v1/sites/{site}/devices/{device}", Access.Administrator),
        new("PUT", "/api/v1/sites/{site}/devices/{device}", Access.Administrator),
        new("DELETE", "/api/v1/sites/{site}/devices/{device}", Access.Administrator),
        new("GET", "/api/v1/queues", Access.Administrator),
        new("GET", "/api/v1/queues/{queue}", Access.Administrator),
        new("PUT", "/api/v1/queues/{queue}", Access.Administrator),
        new("GET", "/api/v1/users", Access.Administrator),
        new("POST", "/api/v1/users", Access.Administrator),
        new("GET", "/api/v1/users/export", Access.Administrator),
        new("POST", "/api/v1/users/import", Access.Administrator),
        new("GET", "/api/v1/users/{user}", Access.User),
        new("PATCH", "/api/v1/users/{user}", Access.User),
        new("POST", "/api/v1/users/{user}/pin", Access.User),
        new("POST", "/api/v1/users/{user}/cards", Access.User),
        new("DELETE", "/api/v1/users/{user}/cards/{card}", Access.User),
        new("PUT", "/api/v1/users/{user}/password", Access.User),
        new("GET", "/api/v1/groups", Access.Administrator),
        new("POST", "/api/v1/groups", Access.Administrator),
        new("GET", "/api/v1/groups/{group}", Access.Administrator),
        new("PUT", "/api/v1/groups/{group}", Access.Administrator),
        new("GET", "/api/v1/groups/{group}/members", Access.Administrator),
        new("GET", "/api/v1/jobs", Access.User),
        new("GET", "/api/v1/jobs/{job}", Access.User),
        new("DELETE", "/api/v1/jobs/{job}", Access.User),
        new("POST", "/api/v1/jobs/{job}/releases", Access.User),
        new("POST", "/api/v1/jobs/{job}/claim", Access.Administrator),
        new("POST", "/api/v1/jobs/{job}/lost-release", Access.Administrator),
        new("GET", "/api/v1/ledger", Access.User),
        new("GET", "/api/v1/audit", Access.Administrator),
        new("POST", "/api/v1/audit/verify", Access.Administrator),
        new("GET", "/api/v1/nodes", Access.Administrator),
    ];
}
