using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Queues;
using Platen.Grains.Abstractions;

namespace Platen.Console.Pages.Queues;

/// <summary>One queue's settings.</summary>
public sealed class EditModel : QueuePage
{
    /// <inheritdoc/>
    public override string Heading => Queue?.Name ?? "Queue";

    /// <summary>The queue.</summary>
    public Queue Queue { get; private set; } = null!;

    /// <summary>Shows the queue.</summary>
    public async Task<IActionResult> OnGetAsync(string queue)
    {
        if (!await FindAsync(queue))
        {
            return NotFound();
        }

        Form = QueueForm.Of(Queue);
        return Page();
    }

    /// <summary>Saves the settings.</summary>
    public async Task<IActionResult> OnPostAsync(string queue)
    {
        if (!await FindAsync(queue))
        {
            return NotFound();
        }

        Form = FormState.Posted(Request);
        var command = QueueForm.Read(Form);
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Queue(Tenant, Queue.Id).PutAsync(command, Actor, Aborted);
        return result.IsDone ? Done($"/queues/{Queue.Id}", "saved") : Again(result);
    }

    private async Task<bool> FindAsync(string queue)
    {
        if (!QueueId.TryParse(queue, out var id) || await Grains.Queue(Tenant, id).GetAsync(Aborted) is not { } row)
        {
            return false;
        }

        Queue = row;
        await LoadAsync();
        return true;
    }
}
