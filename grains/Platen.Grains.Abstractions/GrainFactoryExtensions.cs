using Platen.Domain.Devices;
using Platen.Domain.Directories;
using Platen.Domain.Jobs;
using Platen.Domain.Queues;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Accounting;
using Platen.Grains.Abstractions.Audit;
using Platen.Grains.Abstractions.Backups;
using Platen.Grains.Abstractions.Codebooks;
using Platen.Grains.Abstractions.Contracts;
using Platen.Grains.Abstractions.Devices;
using Platen.Grains.Abstractions.Directories;
using Platen.Grains.Abstractions.Jobs;
using Platen.Grains.Abstractions.Mail;
using Platen.Grains.Abstractions.Nodes;
using Platen.Grains.Abstractions.OAuth;
using Platen.Grains.Abstractions.OpenId;
using Platen.Grains.Abstractions.Queries;
using Platen.Grains.Abstractions.Queues;
using Platen.Grains.Abstractions.Sites;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Tokens;
using Platen.Grains.Abstractions.Users;

namespace Platen.Grains.Abstractions;

/// <summary>Grain references by ids, so that nobody writes a key by hand.</summary>
public static class GrainFactoryExtensions
{
    /// <summary>A tenant.</summary>
    public static ITenantGrain Tenant(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(tenant));

    /// <summary>A user.</summary>
    public static IUserGrain User(this IGrainFactory grains, TenantId tenant, UserId user) => grains.GetGrain<IUserGrain>(GrainKeys.User(tenant, user));

    /// <summary>A group of users.</summary>
    public static IGroupGrain Group(this IGrainFactory grains, TenantId tenant, GroupId group) => grains.GetGrain<IGroupGrain>(GrainKeys.Group(tenant, group));

    /// <summary>A directory of people.</summary>
    public static IDirectoryGrain Directory(this IGrainFactory grains, TenantId tenant, DirectoryId directory) => grains.GetGrain<IDirectoryGrain>(GrainKeys.Directory(tenant, directory));

    /// <summary>The tenant's identity provider.</summary>
    public static IIdentityProviderGrain IdentityProvider(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IIdentityProviderGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The tenant's outgoing mail.</summary>
    public static IMailGrain Mail(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IMailGrain>(GrainKeys.Tenant(tenant));

    /// <summary>A job.</summary>
    public static IJobGrain Job(this IGrainFactory grains, TenantId tenant, JobId job) => grains.GetGrain<IJobGrain>(GrainKeys.Job(tenant, job));

    /// <summary>What people do for themselves before they can log in.</summary>
    public static ISelfServiceGrain SelfService(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<ISelfServiceGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The tenant's codebooks.</summary>
    public static ICodebookGrain Codebooks(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<ICodebookGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The tenant's credit accounts, to read.</summary>
    public static ICreditGrain Credit(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<ICreditGrain>(GrainKeys.Tenant(tenant));

    /// <summary>Imports of users.</summary>
    public static IUserImportGrain UserImport(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IUserImportGrain>(GrainKeys.Tenant(tenant));

    /// <summary>A login by a panel's code.</summary>
    public static IQrLoginGrain QrLogin(this IGrainFactory grains, TenantId tenant, string code) => grains.GetGrain<IQrLoginGrain>(GrainKeys.QrLogin(tenant, code));

    /// <summary>The watch over failed logins at all branches.</summary>
    public static ILoginWatchGrain LoginWatch(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<ILoginWatchGrain>(GrainKeys.Tenant(tenant));

    /// <summary>A queue.</summary>
    public static IQueueGrain Queue(this IGrainFactory grains, TenantId tenant, QueueId queue) => grains.GetGrain<IQueueGrain>(GrainKeys.Queue(tenant, queue));

    /// <summary>A site with its agents.</summary>
    public static ISiteGrain Site(this IGrainFactory grains, TenantId tenant, SiteId site) => grains.GetGrain<ISiteGrain>(GrainKeys.Site(tenant, site));

    /// <summary>The replication between the server and the sites.</summary>
    public static IReplicationGrain Replication(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IReplicationGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The events that could not be applied.</summary>
    public static IParkedEventsGrain ParkedEvents(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IParkedEventsGrain>(GrainKeys.Tenant(tenant));

    /// <summary>A device.</summary>
    public static IDeviceGrain Device(this IGrainFactory grains, TenantId tenant, SiteId site, DeviceId device) =>
        grains.GetGrain<IDeviceGrain>(GrainKeys.Device(tenant, site, device));

    /// <summary>The tenant's contracts.</summary>
    public static IContractGrain Contracts(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IContractGrain>(GrainKeys.Tenant(tenant));

    /// <summary>Who outside gets reports.</summary>
    public static IReportRecipientGrain ReportRecipients(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IReportRecipientGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The audit log as a whole.</summary>
    public static IAuditGrain Audit(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IAuditGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The backups of the database of record.</summary>
    public static IBackupGrain Backups(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IBackupGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The tenant's lists and reports, narrowed to what somebody may see.</summary>
    public static IListsGrain Lists(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IListsGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The tenant's lists and reports, all of them: for the server itself.</summary>
    public static IQueryGrain Query(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IQueryGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The tenant's change feed for live pages.</summary>
    public static IWaitGrain Wait(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IWaitGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The tenant's web logins.</summary>
    public static ISessionGrain Session(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<ISessionGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The tenant's tokens of programs.</summary>
    public static ITokenGrain Tokens(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<ITokenGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The tenant's OAuth server.</summary>
    public static IOAuthGrain OAuth(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IOAuthGrain>(GrainKeys.Tenant(tenant));

    /// <summary>The tenant's OAuth clients.</summary>
    public static IClientGrain Clients(this IGrainFactory grains, TenantId tenant) => grains.GetGrain<IClientGrain>(GrainKeys.Tenant(tenant));

    /// <summary>Certificates for gateways.</summary>
    public static INodeCertificatesGrain NodeCertificates(this IGrainFactory grains) => grains.GetGrain<INodeCertificatesGrain>(GrainKeys.Nodes);

    /// <summary>The list of nodes.</summary>
    public static INodeListGrain NodeList(this IGrainFactory grains) => grains.GetGrain<INodeListGrain>(GrainKeys.Nodes);
}
