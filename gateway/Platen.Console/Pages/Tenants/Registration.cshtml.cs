using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Console.Pages.Tenants;

/// <summary>Who may register without an administrator (AU01), and whether forgotten passwords are replaced by mail.</summary>
public sealed class RegistrationModel : ConsolePage
{
    private const string GroupField = "group/";
    private const string RoleField = "role/";
    private const int GroupsMax = 500;

    private Tenant _tenant = null!;
    private ImmutableArray<Group> _groups = [];

    /// <inheritdoc/>
    public override string Heading => "Registration";

    /// <inheritdoc/>
    public override string Section => "settings";

    /// <summary>Whether there is a mail server.</summary>
    public bool CanMail { get; private set; }

    /// <summary>What can be given to who registers: a box each.</summary>
    public IEnumerable<(string Name, string Label)> Given =>
        [.. _groups.Select(group => (GroupField + group.Id, "Group: " + group.Name)), .. Delegation.RolesOf(_tenant).Select(role => (RoleField + role.Id, "Role: " + role.Name))];

    /// <summary>Shows the policy.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        var policy = _tenant.Registration;
        Form = new FormState()
            .Set("enabled", Box(policy.Enabled))
            .Set("mailDomains", string.Join(' ', policy.MailDomains))
            .Set("registrationName", policy.LoginName == RegistrationName.LocalPart ? "localPart" : "address")
            .Set("pin", policy.Pin == RegistrationPin.Mailed ? "mailed" : "shown")
            .Set("linkHours", policy.LinkLife.TotalHours.ToString("0.##", CultureInfo.InvariantCulture))
            .Set("needsApproval", Box(policy.NeedsApproval))
            .Set("approverAddress", policy.ApproverAddress)
            .Set("passwordByMail", Box(_tenant.PasswordByMail));
        foreach (var name in policy.Groups.Select(group => GroupField + group).Concat(policy.Roles.Select(role => RoleField + role)))
        {
            Form.Set(name, "true");
        }

        return Page();
    }

    /// <summary>Saves the policy.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        if (!await LoadAsync())
        {
            return NotFound();
        }

        var policy = Policy();
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Tenant(Tenant).UpdateAsync(new UpdateTenant { Registration = policy, PasswordByMail = Form.Checked("passwordByMail") }, Actor, Aborted);
        return result.IsDone ? Done("/settings/registration", "saved") : Again(result);
    }

    private static string Box(bool ticked) => ticked ? "true" : "";

    private RegistrationPolicy Policy()
    {
        var policy = _tenant.Registration with
        {
            Enabled = Form.Checked("enabled"),
            MailDomains = [.. Form.Text("mailDomains").ToLowerInvariant().Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries)],
            LoginName = Form.Text("registrationName") == "localPart" ? RegistrationName.LocalPart : RegistrationName.Address,
            Pin = Form.Text("pin") == "mailed" ? RegistrationPin.Mailed : RegistrationPin.Shown,
            LinkLife = TimeSpan.FromHours(Form.Number("linkHours")),
            NeedsApproval = Form.Checked("needsApproval"),
            ApproverAddress = Form.Text("approverAddress"),
        };
        return IsAdministrator
            ? policy with
            {
                Groups = [.. _groups.Where(group => Form.Checked(GroupField + group.Id)).Select(group => group.Id)],
                Roles = [.. Delegation.RolesOf(_tenant).Where(role => Form.Checked(RoleField + role.Id)).Select(role => role.Id)],
            }
            : policy;
    }

    private async Task<bool> LoadAsync()
    {
        if (await Grains.Tenant(Tenant).GetAsync(Aborted) is not { } row)
        {
            return false;
        }

        _tenant = row;
        _groups = [.. (await Lists.ListGroupsAsync("", new PageRequest("", GroupsMax), Actor, Aborted)).Items.Where(group => group.Active && group.Source == UserSource.Here)];
        var mail = await Grains.Mail(Tenant).GetAsync(Aborted);
        CanMail = mail.Settings is { Enabled: true } || mail.Default.Length > 0;
        return true;
    }
}
