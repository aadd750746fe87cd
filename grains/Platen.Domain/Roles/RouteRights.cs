using System.Collections.Immutable;
using Platen.Domain.Users;

namespace Platen.Domain.Roles;

/// <summary>
/// The one table of rights: every route of REST, of the console and of the agents' calls, and who may use it. A route that is missing here is closed to all. Where a row names a right of one's own beside one over others, who
/// holds only the first sees and does only what is theirs (AZ02): the handlers narrow, and the grains refuse.
/// </summary>
public static class RouteRights
{
    private const string Terminal = "/panel/v1/devices/{device}";

    /// <summary>What answers on the web ports: REST, health, and the console with the portal.</summary>
    public static readonly ImmutableArray<AccessRule> Web = [.. Health(), .. Sessions(), .. Company(), .. Places(), .. People(), .. Work(), .. Pages()];

    /// <summary>What answers on the port that site agents dial.</summary>
    public static readonly ImmutableArray<AccessRule> AgentLink = [.. Calls()];

    /// <summary>What a site agent serves at its devices: the panel's pages, and the panel protocol for terminals. The agent does not start with a route that is not here.</summary>
    public static readonly ImmutableArray<AccessRule> Panel = [.. PanelPages(), .. PanelCalls()];

    private static IEnumerable<AccessRule> Health() =>
    [
        new("GET", "/health/live", Access.Anonymous),
        new("GET", "/health/ready", Access.Anonymous),
        new("GET", "/api/v1/openapi.json", Access.Anonymous),
    ];

    private static IEnumerable<AccessRule> Sessions() =>
    [
        new("POST", "/api/v1/setup", Access.Anonymous),

        // programs show to these who they are, each in its own way
        new("GET", "/.well-known/oauth-authorization-server", Access.Anonymous),
        new("POST", "/oauth2/token", Access.Anonymous),
        new("POST", "/oauth2/device_authorization", Access.Anonymous),
        new("POST", "/oauth2/revoke", Access.Anonymous),
        new("POST", "/oauth2/introspect", Access.Anonymous),
        // a link that was mailed is the proof
        new("POST", "/api/v1/registrations", Access.Anonymous),
        new("POST", "/api/v1/registrations/confirm", Access.Anonymous),
        new("POST", "/api/v1/password-resets", Access.Anonymous),
        new("POST", "/api/v1/password-resets/confirm", Access.Anonymous),
        new("POST", "/api/v1/session", Access.Anonymous),
        new("GET", "/api/v1/session", Access.User),
        new("DELETE", "/api/v1/session", Access.InPerson),
    ];

    private static IEnumerable<AccessRule> Company() =>
    [
        new("GET", "/api/v1/tenant", Settings),
        new("PATCH", "/api/v1/tenant", Settings),
        new("GET", "/api/v1/tenant/logins", Right.LoginSettings),
        new("PATCH", "/api/v1/tenant/logins", Right.LoginSettings),
        new("POST", "/api/v1/tenant/logins/reader-test", Right.LoginSettings),
        new("DELETE", "/api/v1/tenant/logins/fleet-throttle", Right.LoginSettings),
        new("GET", "/api/v1/tenant/registration", Right.LoginSettings),
        new("PATCH", "/api/v1/tenant/registration", Right.LoginSettings),
        new("GET", "/api/v1/mail-server", Right.MailSettings),
        new("PUT", "/api/v1/mail-server", Right.MailSettings),
        new("POST", "/api/v1/mail-server/test", Right.MailSettings),
        new("GET", "/api/v1/mails", Right.MailSettings),
        new("POST", "/api/v1/mails/{mail}/retry", Right.MailSettings),
        new("DELETE", "/api/v1/mails/{mail}", Right.MailSettings),
        new("GET", "/api/v1/overview", Right.ReadReports),
        new("GET", "/api/v1/audit", Right.ReadAudit),
        new("GET", "/api/v1/audit/export", Right.ReadAudit),
        new("POST", "/api/v1/audit/verify", Right.ReadAudit),
        new("GET", "/api/v1/audit/verify", Right.ReadAudit),
        new("POST", "/api/v1/audit/accept-restore", Access.Administrator),
        new("GET", "/api/v1/nodes", Right.ReadSystem),
        new("GET", "/api/v1/backups", Right.ReadSystem),
        new("POST", "/api/v1/backups", Access.Administrator),
        new("GET", "/api/v1/licences/devices", Right.ReadLicences),
        new("GET", "/api/v1/contracts", Right.ReadContracts),
        new("GET", "/api/v1/contracts/{contract}", Right.ReadContracts),
        new("PUT", "/api/v1/contracts/{contract}", Right.EditContracts),
        new("GET", "/api/v1/contracts/{contract}/history", Right.ReadContracts),
        new("GET", "/api/v1/contracts/recipients", Right.EditContracts),
        new("POST", "/api/v1/contracts/recipients", Right.EditContracts),
        new("PUT", "/api/v1/contracts/recipients/{recipient}", Right.EditContracts),
        new("DELETE", "/api/v1/contracts/recipients/{recipient}", Right.EditContracts),
        new("GET", "/api/v1/contracts/recipients/sendings", Right.EditContracts),
        new("GET", "/api/v1/reports/contracts/{kind}", Right.ReadContracts),
        new("GET", "/api/v1/clients", Right.ClientSettings),
        new("GET", "/api/v1/clients/{client}", Right.ClientSettings),
        new("PUT", "/api/v1/clients/{client}", Right.ClientSettings),
        new("POST", "/api/v1/clients/{client}/secret", Right.ClientSettings),
        new("DELETE", "/api/v1/clients/{client}", Right.ClientSettings),
        new("GET", "/api/v1/roles", Right.EditRoles),
        new("GET", "/api/v1/rights", Right.EditRoles),
        new("PUT", "/api/v1/roles/{role}", Right.EditRoles),
        new("DELETE", "/api/v1/roles/{role}", Right.EditRoles),
    ];

    private static IEnumerable<AccessRule> Places() =>
    [
        new("GET", "/api/v1/sites", Right.ReadSites),
        new("GET", "/api/v1/sites/{site}", Right.ReadSites),
        new("PUT", "/api/v1/sites/{site}", Right.EditSites),
        new("POST", "/api/v1/sites/{site}/agents", Right.EditSites),
        new("DELETE", "/api/v1/sites/{site}/agents/{agent}", Right.EditSites),
        new("POST", "/api/v1/sites/{site}/agents/{agent}/fence", Right.EditSites),
        new("GET", "/api/v1/replication", Right.ReadSites),
        new("GET", "/api/v1/alarms", Right.ReadSites),
        new("GET", "/api/v1/sites/{site}/agents/{agent}/samples", Right.ReadSites),
        new("GET", "/api/v1/parked-events", Access.Administrator),
        new("POST", "/api/v1/parked-events/retry", Access.Administrator),
        new("POST", "/api/v1/parked-events/{id}/retry", Access.Administrator),
        new("POST", "/api/v1/parked-events/{id}/discard", Access.Administrator),
        new("GET", "/api/v1/devices", Right.ReadDevices),
        new("GET", "/api/v1/sites/{site}/devices/{device}", Right.ReadDevices),
        new("PUT", "/api/v1/sites/{site}/devices/{device}", Right.EditDevices),
        new("DELETE", "/api/v1/sites/{site}/devices/{device}", Right.EditDevices),
        new("GET", "/api/v1/sites/{site}/devices/{device}/log", Right.ReadDevices),
        new("GET", "/api/v1/sites/{site}/devices/{device}/readings", Right.ReadReports),
        new("GET", "/api/v1/device-log", Access.Of(Right.ReadDevices, Right.ReadReports)),
        new("GET", "/api/v1/queues", Right.ReadQueues),
        new("GET", "/api/v1/queues/{queue}", Right.ReadQueues),
        new("PUT", "/api/v1/queues/{queue}", Right.EditQueues),
        new("GET", "/api/v1/codebooks", Right.EditCodebooks),
        new("PUT", "/api/v1/codebooks/{codebook}", Right.EditCodebooks),
        new("GET", "/api/v1/codebooks/{codebook}/codes", Right.EditCodebooks),
        new("PUT", "/api/v1/codebooks/{codebook}/codes", Right.EditCodebooks),
        new("POST", "/api/v1/codebooks/{codebook}/apply-access", Right.EditCodebooks),
        new("GET", "/api/v1/users/{user}/codebooks", Access.Of(Right.OwnProfile, Right.EditCodebooks)),
        new("GET", "/api/v1/users/{user}/codebooks/{codebook}/codes", Access.Of(Right.OwnProfile, Right.EditCodebooks)),
    ];

    private static IEnumerable<AccessRule> People() =>
    [
        new("GET", "/api/v1/users", Right.ReadUsers),
        new("POST", "/api/v1/users", Right.EditUsers),
        new("GET", "/api/v1/users/export", Right.ReadUsers),
        new("POST", "/api/v1/users/import", Right.EditUsers),
        new("GET", "/api/v1/users/{user}", Access.Of(Right.OwnProfile, Right.ReadUsers)),
        new("PATCH", "/api/v1/users/{user}", Access.Of(Right.OwnProfile, Right.EditUsers)),
        new("POST", "/api/v1/users/{user}/pin", Credentials),
        new("POST", "/api/v1/users/{user}/cards", Credentials),
        new("DELETE", "/api/v1/users/{user}/cards/{card}", Credentials),
        new("PUT", "/api/v1/users/{user}/password", Credentials),
        new("DELETE", "/api/v1/users/{user}/second-factor", Credentials),
        new("GET", "/api/v1/users/{user}/credit", Access.Of(Right.OwnLedger, Right.RechargeCredit)),
        new("GET", "/api/v1/users/{user}/credit/entries", Access.Of(Right.OwnLedger, Right.RechargeCredit)),
        new("POST", "/api/v1/users/{user}/credit/entries", Right.RechargeCredit),
        new("GET", "/api/v1/groups", Right.ReadUsers),
        new("POST", "/api/v1/groups", Right.EditUsers),
        new("GET", "/api/v1/groups/{group}", Right.ReadUsers),
        new("PUT", "/api/v1/groups/{group}", Right.EditUsers),
        new("GET", "/api/v1/groups/{group}/members", Right.ReadUsers),
        new("GET", "/api/v1/groups/{group}/roles", Right.EditRoles),
        new("PUT", "/api/v1/groups/{group}/roles", Right.EditRoles),
        new("GET", "/api/v1/users/{user}/sessions", Access.Of(Right.OwnCredentials, Right.EditUsers)),
        new("DELETE", "/api/v1/users/{user}/sessions", Access.Of(Right.OwnCredentials, Right.EditUsers)),
        new("DELETE", "/api/v1/users/{user}/sessions/{session}", Access.Of(Right.OwnCredentials, Right.EditUsers)),
        new("GET", "/api/v1/users/{user}/tokens", Access.Of(Right.OwnCredentials, Right.EditUsers)),
        new("POST", "/api/v1/users/{user}/tokens", Access.InPerson),
        new("DELETE", "/api/v1/users/{user}/tokens/{token}", Access.Of(Right.OwnCredentials, Right.EditUsers)),
        new("GET", "/api/v1/users/{user}/authorizations", Access.Of(Right.OwnCredentials, Right.EditUsers)),
        new("DELETE", "/api/v1/users/{user}/authorizations/{authorization}", Access.Of(Right.OwnCredentials, Right.EditUsers)),
        new("GET", "/api/v1/directories", Access.Administrator),
        new("GET", "/api/v1/directories/{directory}", Access.Administrator),
        new("PUT", "/api/v1/directories/{directory}", Access.Administrator),
        new("POST", "/api/v1/directories/{directory}/test", Access.Administrator),
        new("GET", "/api/v1/directories/{directory}/runs", Access.Administrator),
        new("POST", "/api/v1/directories/{directory}/runs", Access.Administrator),
        new("GET", "/api/v1/directories/{directory}/runs/{run}", Access.Administrator),
        new("POST", "/api/v1/directories/{directory}/runs/{run}/confirm", Access.Administrator),
        new("GET", "/api/v1/identity-provider", Access.Administrator),
        new("PUT", "/api/v1/identity-provider", Access.Administrator),
        new("POST", "/api/v1/identity-provider/test", Access.Administrator),
        new("GET", "/api/v1/users/{user}/roles", Access.Of(Right.OwnProfile, Right.EditRoles)),
        new("PUT", "/api/v1/users/{user}/roles", Right.EditRoles),
    ];

    private static IEnumerable<AccessRule> Work() =>
    [
        new("GET", "/api/v1/jobs", Access.Of(Right.OwnJobs, Right.ReadJobs)),
        new("GET", "/api/v1/jobs/{job}", Access.Of(Right.OwnJobs, Right.ReadJobs)),
        new("DELETE", "/api/v1/jobs/{job}", Access.Of(Right.OwnJobs, Right.ManageJobs)),
        new("POST", "/api/v1/jobs/{job}/releases", Access.Of(Right.OwnJobs, Right.ManageJobs)),
        new("POST", "/api/v1/jobs/{job}/claim", Right.ManageJobs),
        new("POST", "/api/v1/jobs/{job}/lost-release", Right.ManageJobs),
        new("GET", "/api/v1/ledger", Access.Of(Right.OwnLedger, Right.ReadReports)),
    ];

    // ordinary users get their portal: own jobs, own ledger, own profile
    private static IEnumerable<AccessRule> Pages() =>
    [
        new("GET", "/assets/{version}/{name}", Access.Anonymous),
        .. Page("/setup", Access.Anonymous, Access.Anonymous),
        .. Page("/login", Access.Anonymous, Access.Anonymous),
        .. Page("/register", Access.Anonymous, Access.Anonymous),
        .. Page("/register/confirm", Access.Anonymous, Access.Anonymous),
        .. Page("/forgot", Access.Anonymous, Access.Anonymous),
        .. Page("/forgot/password", Access.Anonymous, Access.Anonymous),
        new("GET", "/login/openid", Access.Anonymous),
        new("GET", "/login/openid/callback", Access.Anonymous),
        new("POST", "/logout", Access.InPerson),
        new("GET", "/live", Access.InPerson),
        new("GET", "/", Access.InPerson),
        new("GET", "/jobs", Access.Of(Right.OwnJobs, Right.ReadJobs)),
        .. Page("/jobs/{job}", Access.Of(Right.OwnJobs, Right.ReadJobs), Access.Of(Right.OwnJobs, Right.ManageJobs)),
        new("GET", "/ledger", Access.Of(Right.OwnLedger, Right.ReadReports)),
        new("GET", "/credit", Right.OwnLedger),
        .. Page("/profile", Access.InPerson, Access.InPerson),
        .. Page("/second-factor", Access.InPerson, Access.InPerson),
        .. Page("/first-password", Access.InPerson, Access.InPerson),
        .. Page("/qr/{code}", Access.InPerson, Access.InPerson),
        .. Page("/oauth2/authorize", Access.InPerson, Access.InPerson),
        .. Page("/device", Access.InPerson, Access.InPerson),
        .. Page("/clients", Right.ClientSettings, Right.ClientSettings),
        .. Page("/clients/new", Right.ClientSettings, Right.ClientSettings),
        .. Page("/clients/{client}", Right.ClientSettings, Right.ClientSettings),
        new("GET", "/devices", Right.ReadDevices),
        .. Page("/devices/new", Right.EditDevices, Right.EditDevices),
        .. Page("/devices/{site}/{device}", Right.ReadDevices, Right.EditDevices),
        new("GET", "/devices/{site}/{device}/log", Right.ReadDevices),
        new("GET", "/device-log", Access.Of(Right.ReadDevices, Right.ReadReports)),
        new("GET", "/licences", Right.ReadLicences),
        .. Page("/contracts", Right.ReadContracts, Right.EditContracts),
        .. Page("/contracts/{contract}", Right.ReadContracts, Right.EditContracts),
        .. Page("/contracts/recipients", Right.EditContracts, Right.EditContracts),
        new("GET", "/contracts/reports/{kind}", Right.ReadContracts),
        new("GET", "/queues", Right.ReadQueues),
        .. Page("/queues/new", Right.EditQueues, Right.EditQueues),
        .. Page("/queues/{queue}", Right.ReadQueues, Right.EditQueues),
        .. Page("/codebooks", Right.EditCodebooks, Right.EditCodebooks),
        .. Page("/codebooks/{codebook}", Right.EditCodebooks, Right.EditCodebooks),
        .. Page("/users", Right.ReadUsers, Access.Of(Right.EditUsers, Right.EditCredentials, Right.RechargeCredit)),
        .. Page("/users/import", Right.EditUsers, Right.EditUsers),
        .. Page("/users/new", Right.EditUsers, Right.EditUsers),
        .. Page("/users/{user}", Right.ReadUsers, Access.Of(Right.EditUsers, Right.EditCredentials, Right.EditRoles, Right.RechargeCredit)),
        .. Page("/groups", Right.ReadUsers, Right.EditUsers),
        .. Page("/groups/{group}", Right.ReadUsers, Access.Of(Right.EditUsers, Right.EditRoles, Right.RechargeCredit)),
        .. Page("/identity-provider", Access.Administrator, Access.Administrator),
        new("GET", "/directories", Access.Administrator),
        .. Page("/directories/new", Access.Administrator, Access.Administrator),
        .. Page("/directories/{directory}", Access.Administrator, Access.Administrator),
        new("GET", "/directories/{directory}/runs/{run}", Access.Administrator),
        new("GET", "/roles", Right.EditRoles),
        .. Page("/roles/new", Right.EditRoles, Right.EditRoles),
        .. Page("/roles/{role}", Right.EditRoles, Right.EditRoles),
        .. Page("/sites", Right.ReadSites, Right.EditSites),
        .. Page("/sites/{site}", Right.ReadSites, Right.EditSites),
        new("GET", "/replication", Right.ReadSites),
        .. Page("/parked-events", Access.Administrator, Access.Administrator),
        .. Page("/audit", Right.ReadAudit, Right.ReadAudit),
        .. Page("/backups", Right.ReadSystem, Access.Administrator),
        .. Page("/settings", Settings, Settings),
        .. Page("/settings/logins", Right.LoginSettings, Right.LoginSettings),
        .. Page("/settings/credit", Right.CompanySettings, Right.CompanySettings),
        .. Page("/settings/readers", Right.LoginSettings, Right.LoginSettings),
        .. Page("/settings/registration", Right.LoginSettings, Right.LoginSettings),
        .. Page("/settings/mail", Right.MailSettings, Right.MailSettings),
    ];

    private static IEnumerable<AccessRule> Calls() =>
    [
        new("GET", "/ca.pem", Access.Anonymous),
        Call("Enrol", Access.Anonymous),
        Call("Renew", Access.Agent),
        Call("Link", Access.Agent),
        Call("ListUserJobs", Access.Agent),
        Call("DeleteUserJob", Access.Agent),
        Call("TakeRelease", Access.Agent),
        Call("RegisterCard", Access.Agent),
        Call("IssuePin", Access.Agent),
        Call("BeginQrLogin", Access.Agent),
        Call("CollectQrLogin", Access.Agent),
        Call("CheckPassword", Access.Agent),
        Call("FetchDocument", Access.Agent),
        Call("SendDocument", Access.Agent),
    ];

    private static IEnumerable<AccessRule> PanelPages() =>
    [
        new("GET", "/panel/{device}", Access.Device),
        new("POST", "/panel/{device}/login", Access.Device),
        new("GET", "/panel/{device}/qr", Access.Device),
        new("GET", "/panel/{device}/qr.png", Access.Device),
        new("GET", "/panel/{device}/second", Access.Device),
        new("POST", "/panel/{device}/second", Access.Device),
        new("POST", "/panel/{device}/logout", Access.Device),
        new("GET", "/panel/{device}/timeout", Access.Device),
        .. Page("/panel/{device}/jobs", Access.PanelSession, Access.PanelSession),
        .. Page("/panel/{device}/account", Access.PanelSession, Access.PanelSession),
        new("GET", "/panel/{device}/releases/{action:guid}", Access.PanelSession),
    ];

    private static IEnumerable<AccessRule> PanelCalls() =>
    [
        new("GET", Terminal, Access.Device),
        new("POST", Terminal + "/session", Access.Device),
        new("POST", Terminal + "/qr", Access.Device),
        new("GET", Terminal + "/session", Access.PanelSession),
        new("DELETE", Terminal + "/session", Access.PanelSession),
        new("POST", Terminal + "/pin", Access.PanelSession),
        new("POST", Terminal + "/cards", Access.PanelSession),
        new("GET", Terminal + "/jobs", Access.PanelSession),
        new("DELETE", Terminal + "/jobs/{job}", Access.PanelSession),
        new("POST", Terminal + "/releases", Access.PanelSession),
        new("GET", Terminal + "/releases/{release}", Access.PanelSession),
    ];

    private static Access Settings => Access.Of(Right.CompanySettings, Right.LoginSettings, Right.SiteSettings, Right.ClientSettings);

    private static Access Credentials => Access.Of(Right.OwnCredentials, Right.EditCredentials);

    private static IEnumerable<AccessRule> Page(string route, Access get, Access post) => [new("GET", route, get), new("POST", route, post)];

    private static AccessRule Call(string method, Access needed) => new("POST", "/platen.agentlink.v1.AgentLink/" + method, needed);
}
