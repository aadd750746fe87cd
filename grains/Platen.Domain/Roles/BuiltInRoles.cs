using System.Collections.Immutable;

namespace Platen.Domain.Roles;

/// <summary>Roles that every tenant has; they cannot be changed. The administrator is none of them: that is the user's own mark, which no grant gives.</summary>
public static class BuiltInRoles
{
    /// <summary>The roles.</summary>
    public static readonly ImmutableArray<Role> All =
    [
        Of("help-desk", "Help desk", Right.ReadUsers, Right.EditCredentials, Right.ReadDevices, Right.ReadQueues, Right.ReadSites, Right.ManageJobs),
        Of("user-admin", "User administration", Right.EditUsers, Right.EditCredentials),
        Of("device-admin", "Device administration", Right.EditDevices, Right.ReadSites, Right.ReadQueues),
        Of("site-admin", "Site administration", Right.EditSites, Right.EditDevices, Right.ManageJobs, Right.ReadReports),
        Of("customer-admin", "Customer administration", Right.EditUsers, Right.EditCredentials, Right.EditDevices, Right.ReadReports),
        Of("accountant", "Reports", Right.ReadReports, Right.RechargeCredit),
        Of("auditor", "Audit", Right.ReadAudit),
        Of("system-watch", "System supervision", Right.ReadSystem, Right.ReadSites, Right.ReadDevices),
        Of("provider-admin", "Provider administration", Right.ReadLicences, Right.EditContracts),
        Of("provider-support", "Provider support", Right.ReadLicences),
    ];

    /// <summary>Whether the id is one of theirs.</summary>
    public static bool Has(RoleId id) => All.Any(role => role.Id == id);

    private static Role Of(string id, string name, params ImmutableArray<Right> rights) => new() { Id = RoleId.Parse(id), Name = name, Rights = rights };
}
