using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.Groups;

/// <summary>One group with its members.</summary>
public sealed class GroupModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => Subject?.Name ?? "Group";

    /// <inheritdoc/>
    public override string Section => "groups";

    /// <summary>The group.</summary>
    public Group Subject { get; private set; } = null!;

    /// <summary>Whether it is a directory's, and not to be changed here.</summary>
    public bool IsForeign => Subject.Source != UserSource.Here;

    /// <summary>Its members.</summary>
    public ResultPage<User> Members { get; private set; } = new([], "");

    /// <summary>The roles that can be given to its members.</summary>
    public ImmutableArray<Role> Roles { get; private set; } = [];

    /// <summary>The roles that its members have by it.</summary>
    public ImmutableArray<RoleGrant> Grants { get; private set; } = [];

    /// <summary>Names of the groups over whose members those roles hold.</summary>
    public ImmutableDictionary<GroupId, string> GroupsInGrants { get; private set; } = ImmutableDictionary<GroupId, string>.Empty;

    /// <summary>The form's values.</summary>
    public FormState Fields { get; private set; } = new();

    /// <summary>Shows the group.</summary>
    public async Task<IActionResult> OnGetAsync(string group) => await LoadAsync(group) ? Page() : NotFound();

    /// <summary>Saves it.</summary>
    public async Task<IActionResult> OnPostAsync(string group)
    {
        if (!await LoadAsync(group))
        {
            return NotFound();
        }

        Form = Fields = FormState.Posted(Request);
        var command = new PutGroup { Name = Form.Text("name"), Description = Form.Text("description"), Active = Form.Checked("active") };
        var result = await Grains.Group(Tenant, Subject.Id).PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done($"/groups/{Subject.Id}", "saved") : Again(result);
    }

    /// <summary>Gives everybody in the group roles (AZ03).</summary>
    public async Task<IActionResult> OnPostRolesAsync(string group)
    {
        if (!await LoadAsync(group))
        {
            return NotFound();
        }

        Form = FormState.Posted(Request);
        Grants = await GrantForm.ReadAsync(Form, Roles, GroupNames);
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Tenant(Tenant).SetGroupRolesAsync(new SetGroupRoles { Group = Subject.Id, Grants = Grants }, Actor, Aborted);
        return result.IsDone ? Done($"/groups/{Subject.Id}", "saved") : Again(result);
    }

    private async Task<bool> LoadAsync(string text)
    {
        if (!GroupId.TryParse(text, out var id) || !Rights.MayRead(Actor, id) || await Grains.Group(Tenant, id).GetAsync(Aborted) is not { } row)
        {
            return false;
        }

        Subject = row;
        Fields = new FormState().Set("name", row.Name).Set("description", row.Description).Set("active", row.Active ? "true" : "");
        var tenant = May(Right.EditRoles) ? await Grains.Tenant(Tenant).GetAsync(Aborted) : null;
        (Roles, Grants) = tenant is null ? ([], []) : (Delegation.RolesOf(tenant), Delegation.OfGroups([id], tenant));
        GroupsInGrants = await GroupNames.OfAsync(Grants);
        Members = await Lists.ListMembersAsync(id, Paging, Actor, Aborted);
        return true;
    }
}
