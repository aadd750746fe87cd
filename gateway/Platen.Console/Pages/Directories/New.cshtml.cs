using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Directories;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Directories;

/// <summary>Adds a directory.</summary>
public sealed class NewModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Add a directory";

    /// <inheritdoc/>
    public override string Section => "directories";

    /// <summary>Shows the form.</summary>
    public void OnGet() => Form = DirectoryForm.Empty;

    /// <summary>Adds it.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        if (!DirectoryId.TryParse(Form.Text("id"), out var id))
        {
            Form.Add("id", "This is no id: small letters, digits, '.', '_' and '-' are expected.");
        }

        var command = DirectoryForm.Read(Form);
        if (Form.HasErrors)
        {
            return Page();
        }

        var grain = Grains.Directory(Tenant, id);
        if (await grain.GetAsync(Aborted) is not null)
        {
            Form.Add("id", "There is a directory of that id already.");
            return Page();
        }

        var result = await grain.PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done($"/directories/{id}", "added") : Again(result);
    }
}
