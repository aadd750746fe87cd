using Platen.Domain.Roles;

namespace Platen.Console.Shared;

/// <summary>
/// The entries of the navigation that lead the user somewhere: what the table of rights would refuse is not shown. Few entries stand in one row; more are put into groups, and the entries of the group that is open stand in a row of their own,
/// so that neither row is wider than a small window.
/// </summary>
internal static class Navigation
{
    private const int FlatMax = 6;

    public static NavigationRows For(ConsolePage page)
    {
        (string Group, string Section, string Address, string Text, bool Shown)[] all =
        [
            ("Overview", "overview", "/", "Overview", page.SeesOverview),
            ("Jobs", "jobs", "/jobs", page.May(Right.ReadJobs) ? "Jobs" : "My jobs", true),
            ("Jobs", "queues", "/queues", "Queues", page.May(Right.ReadQueues)),
            ("Jobs", "codebooks", "/codebooks", "Codebooks", page.May(Right.EditCodebooks)),
            ("Devices", "devices", "/devices", "Devices", page.May(Right.ReadDevices)),
            ("Devices", "device-log", "/device-log", "Device log", page.May(Right.ReadDevices) || page.May(Right.ReadReports)),
            ("Devices", "sites", "/sites", "Sites and agents", page.May(Right.ReadSites)),
            ("People", "users", "/users", "Users", page.May(Right.ReadUsers)),
            ("People", "groups", "/groups", "Groups", page.May(Right.ReadUsers)),
            ("People", "roles", "/roles", "Roles", page.May(Right.EditRoles)),
            ("People", "directories", "/directories", "Directories", page.IsAdministrator),
            ("People", "identity-provider", "/identity-provider", "Identity provider", page.IsAdministrator),
            ("Records", "ledger", "/ledger", page.May(Right.ReadReports) ? "Ledger" : "My ledger", true),
            ("Records", "credit", "/credit", "My credit", page.Session is { HasCredit: true } && page.May(Right.OwnLedger)),
            ("Records", "audit", "/audit", "Audit", page.May(Right.ReadAudit)),
            ("Records", "contracts", "/contracts", "Contracts", page.May(Right.ReadContracts)),
            ("Settings", "settings", "/settings", "Settings", page.May(Right.CompanySettings) || page.May(Right.LoginSettings) || page.May(Right.SiteSettings)),
            ("Settings", "mail", "/settings/mail", "Outgoing mail", page.May(Right.MailSettings)),
            ("Settings", "licences", "/licences", "Licences", page.May(Right.ReadLicences)),
            ("Settings", "backups", "/backups", "Backups", page.May(Right.ReadSystem)),
            ("Settings", "clients", "/clients", "API clients", page.May(Right.ClientSettings)),
            ("My profile", "profile", "/profile", "My profile", !page.IsAdministrator),
        ];
        var shown = all.Where(entry => entry.Shown).ToList();
        if (shown.Count <= FlatMax)
        {
            return new NavigationRows([.. shown.Select(entry => Link(entry.Section, entry.Address, entry.Text))], []);
        }

        var here = shown.FirstOrDefault(entry => entry.Section == page.Section).Group;
        var groups = shown.GroupBy(entry => entry.Group).Select(group => new NavigationEntry(group.First().Address, group.Count() > 1 ? group.Key : group.First().Text, Current(group.Key == here, group.Count())));
        var open = shown.Where(entry => entry.Group == here).ToList();
        return new NavigationRows([.. groups], open.Count > 1 ? [.. open.Select(entry => Link(entry.Section, entry.Address, entry.Text))] : []);

        NavigationEntry Link(string section, string address, string text) => new(address, text, section == page.Section ? "page" : null);

        string? Current(bool isHere, int entries) => !isHere ? null : entries > 1 ? "true" : "page";
    }
}
