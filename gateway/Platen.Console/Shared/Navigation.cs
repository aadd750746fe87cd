using Platen.Domain.Roles;

namespace Platen.Console.Shared;

/// <summary>The entries of the navigation that lead the user somewhere: what the table of rights would refuse is not shown.</summary>
internal static class Navigation
{
    public static (string Section, string Address, string Text)[] For(ConsolePage page)
    {
        (string Section, string Address, string Text, bool Shown)[] entries =
        [
            ("overview", "/", "Overview", page.SeesOverview),
            ("jobs", "/jobs", page.May(Right.ReadJobs) ? "Jobs" : "My jobs", true),
            ("devices", "/devices", "Devices", page.May(Right.ReadDevices)),
            ("queues", "/queues", "Queues", page.May(Right.ReadQueues)),
            ("users", "/users", "Users", page.May(Right.ReadUsers)),
            ("groups", "/groups", "Groups", page.May(Right.ReadUsers)),
            ("directories", "/directories", "Directories", page.IsAdministrator),
            ("identity-provider", "/identity-provider", "Identity provider", page.IsAdministrator),
            ("clients", "/clients", "API clients", page.May(Right.ClientSettings)),
            ("roles", "/roles", "Roles", page.May(Right.EditRoles)),
            ("sites", "/sites", "Sites and agents", page.May(Right.ReadSites)),
            ("ledger", "/ledger", page.May(Right.ReadReports) ? "Ledger" : "My ledger", true),
            ("audit", "/audit", "Audit", page.May(Right.ReadAudit)),
            ("settings", "/settings", "Settings", page.May(Right.CompanySettings) || page.May(Right.LoginSettings) || page.May(Right.SiteSettings)),
            ("profile", "/profile", "My profile", !page.IsAdministrator),
        ];
        return [.. entries.Where(entry => entry.Shown).Select(entry => (entry.Section, entry.Address, entry.Text))];
    }
}
