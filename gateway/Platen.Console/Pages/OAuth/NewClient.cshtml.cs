using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.OAuth;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.OAuth;

/// <summary>Registers a client. Its secret is in the answer to this form, and nowhere else.</summary>
public sealed class NewClientModel : ClientPage
{
    /// <inheritdoc/>
    public override string Heading => "Add an API client";

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
        Form = new FormState().Set("authentication", "secret");
    }

    /// <summary>Registers the client.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        var known = ClientId.TryParse(Form.Text("id"), out var id);
        var command = Read(id, isNew: true);
        if (!known)
        {
            Form.Add("id", "Give 1 to 63 of the characters a-z, 0-9, '.', '_' and '-', the first one a letter or digit.");
        }

        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Clients(Tenant).PutAsync(command, Actor, Aborted);
        if (!result.Result.IsDone)
        {
            return Again(result.Result);
        }

        Secret = result.Secret;
        return Secret is null ? Done($"/clients/{id}", "added") : Page();
    }
}
