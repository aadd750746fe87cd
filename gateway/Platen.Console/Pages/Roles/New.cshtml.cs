using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Roles;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Roles;

/// <summary>Adds a role.</summary>
public sealed class NewModel : RolePage
{
    /// <inheritdoc/>
    public override string Heading => "Add a role";

    /// <summary>Shows the form.</summary>
    public void OnGet() => Form = new FormState();

    /// <summary>Adds the role.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        var known = RoleId.TryParse(Form.Text("id"), out var id);
        var command = Read(id);
        if (!known)
        {
            Form.Add("id", "Give 1 to 63 of the characters a-z, 0-9, '.', '_' and '-', the first one a letter or digit.");
        }
        else if (await Grains.Tenant(Tenant).GetAsync(Aborted) is { } tenant && Delegation.Find(tenant, id) is not null)
        {
            Form.Add("id", "There is a role with this id already; choose another one.");
        }

        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Tenant(Tenant).PutRoleAsync(command, Actor, Aborted);
        return result.IsDone ? Done($"/roles/{id}", "added") : Again(result);
    }
}
