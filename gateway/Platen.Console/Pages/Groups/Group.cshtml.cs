using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Pages.Users;
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
    private const int AfterMax = 1_024;

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

    /// <summary>How far a recharge of all members has come; null: none was asked for.</summary>
    public BulkStep? Recharge { get; private set; }

    /// <summary>Names the recharges of this form, so that a step that is sent twice books once.</summary>
    public string RechargeKey => Recharge?.Recharge?.Key ?? Guid.CreateVersion7(Time.GetUtcNow()).ToString("D");

    /// <summary>Recharges the credit of the members, a step at a time; each has an entry and a result of its own (AC02).</summary>
    public async Task<IActionResult> OnPostRechargeAsync(string group)
    {
        if (!await LoadAsync(group))
        {
            return NotFound();
        }

        Form = FormState.Posted(Request);
        var recharge = BulkRecharge.Posted(Form);
        if (!ShowsCredit || Form.HasErrors)
        {
            Response.StatusCode = ShowsCredit ? StatusCodes.Status400BadRequest : StatusCodes.Status403Forbidden;
            return Page();
        }

        var after = Form.Value("after");
        var page = await Lists.ListMembersAsync(Subject.Id, new PageRequest(after.Length <= AfterMax ? after : "", BulkStep.StepMax), Actor, Aborted);
        var refusals = ImmutableArray.CreateBuilder<BulkOutcome>();
        foreach (var user in page.Items)
        {
            var outcome = await BulkEdit.RunAsync(Grains.User(Tenant, user.Id), user, BulkRecharge.Action, recharge, Actor, Aborted);
            if (outcome.Messages.Length > 0)
            {
                refusals.Add(outcome);
            }
        }

        Recharge = new BulkStep(BulkRecharge.Action, "", 0, Form.Number("done") + page.Items.Length, Form.Number("refused") + refusals.Count, page.Next) { IsBegun = true, Recharge = recharge, Refusals = refusals.ToImmutable() };
        return Page();
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
