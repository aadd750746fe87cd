using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Platen.Gateway.Api.Accounting;
using Platen.Gateway.Api.Audit;
using Platen.Gateway.Api.Backups;
using Platen.Gateway.Api.Clients;
using Platen.Gateway.Api.Codebooks;
using Platen.Gateway.Api.Contracts;
using Platen.Gateway.Api.DeviceLog;
using Platen.Gateway.Api.Devices;
using Platen.Gateway.Api.Directories;
using Platen.Gateway.Api.Jobs;
using Platen.Gateway.Api.Licences;
using Platen.Gateway.Api.Mail;
using Platen.Gateway.Api.Nodes;
using Platen.Gateway.Api.OpenId;
using Platen.Gateway.Api.Queues;
using Platen.Gateway.Api.Roles;
using Platen.Gateway.Api.Sessions;
using Platen.Gateway.Api.Setup;
using Platen.Gateway.Api.Sites;
using Platen.Gateway.Api.Tenants;
using Platen.Gateway.Api.Tokens;
using Platen.Gateway.Api.Users;

namespace Platen.Gateway.Api;

/// <summary>REST: everything under <c>/api/v1</c>.</summary>
internal static class ApiEndpoints
{
    public const string Root = "/api/v1";

    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root);
        SetupEndpoints.Map(api);
        SessionEndpoints.Map(api);
        TenantEndpoints.Map(api);
        SiteEndpoints.Map(api);
        ReplicationEndpoints.Map(api);
        ParkedEventEndpoints.Map(api);
        DeviceEndpoints.Map(api);
        DeviceLogEndpoints.Map(api);
        QueueEndpoints.Map(api);
        MailServerEndpoints.Map(api);
        UserEndpoints.Map(api);
        SelfServiceEndpoints.Map(api);
        GroupEndpoints.Map(api);
        DirectoryEndpoints.Map(api);
        IdentityProviderEndpoints.Map(api);
        RoleEndpoints.Map(api);
        TokenEndpoints.Map(api);
        ClientEndpoints.Map(api);
        CodebookEndpoints.Map(api);
        LicenceEndpoints.Map(api);
        ContractEndpoints.Map(api);
        RecipientEndpoints.Map(api);
        JobEndpoints.Map(api);
        LedgerEndpoints.Map(api);
        CreditEndpoints.Map(api);
        AuditEndpoints.Map(api);
        BackupEndpoints.Map(api);
        NodeEndpoints.Map(api);
        routes.MapOpenApi(Root + "/openapi.json");
    }
}
