using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Queues;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Queues;

/// <summary>Adds a queue.</summary>
public sealed class NewModel : QueuePage
{
    /// <inheritdoc/>
    public override string Heading => "Add a queue";

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync()
    {
        Form = QueueForm.Empty;
        await LoadAsync();
    }

    /// <summary>Adds the queue.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        await LoadAsync();
        var command = QueueForm.Read(Form);
        if (!QueueId.TryParse(Form.Text("id"), out var id))
        {
            Form.Add("id", "Give 1 to 63 of the characters a-z, 0-9, '.', '_' and '-', the first one a letter or digit.");
        }
        else if (await Grains.Queue(Tenant, id).GetAsync(Aborted) is not null)
        {
            Form.Add("id", "There is a queue with this id already; choose another one.");
        }

        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Queue(Tenant, id).PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done($"/queues/{id}", "added") : Again(result);
    }
}
