using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Roles;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Roles;

/// <summary>One own role of the company.</summary>
public sealed class EditModel : RolePage
{
    /// <inheritdoc/>
    public override string Heading => Role?.Name ?? "Role";

    /// <summary>The role.</summary>
    public Role Role { get; private set; } = null!;

    /// <summary>Shows the role.</summary>
    public async Task<IActionResult> OnGetAsync(string role)
    {
        if (!await FindAsync(role))
        {
            return NotFound();
        }

        Form = new FormState().Set("name", Role.Name);
        return Page();
    }

    /// <summary>Saves the role.</summary>
    public async Task<IActionResult> OnPostSaveAsync(string role)
    {
        if (!await FindAsync(role))
        {
            return NotFound();
        }

        Form = FormState.Posted(Request);
        var result = await Grains.Tenant(Tenant).PutRoleAsync(Read(Role.Id), Actor, Aborted);
        return result.IsDone ? Done($"/roles/{Role.Id}", "saved") : Again(result);
    }

    /// <summary>Removes the role.</summary>
    public async Task<IActionResult> OnPostRemoveAsync(string role)
    {
        if (!await FindAsync(role))
        {
            return NotFound();
        }

        var result = await Grains.Tenant(Tenant).RemoveRoleAsync(Role.Id, Actor, Aborted);
        return result.IsDone ? Done("/roles", "removed") : Again(result);
    }

    private async Task<bool> FindAsync(string role)
    {
        if (!RoleId.TryParse(role, out var id) || await Grains.Tenant(Tenant).GetAsync(Aborted) is not { } tenant || tenant.Roles.FirstOrDefault(own => own.Id == id) is not { } row)
        {
            return false;
        }

        Role = row;
        Ticked = row.Rights;
        return true;
    }
}
