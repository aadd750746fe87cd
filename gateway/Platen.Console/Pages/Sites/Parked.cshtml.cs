using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Ports;
using Platen.Domain.Sites;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Console.Pages.Sites;

/// <summary>Events of agents that could not be applied: retry, or give up with a reason.</summary>
public sealed class ParkedModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Parked events";

    /// <inheritdoc/>
    public override string Section => "sites";

    /// <summary>The events.</summary>
    public ResultPage<ParkedEvent> Events { get; private set; } = new([], "");

    /// <summary>What retrying all of them came to; null: not tried now.</summary>
    public RetryParkedResult? Retried { get; private set; }

    /// <summary>The only site that is shown; null: all.</summary>
    public SiteId? Site => SiteId.TryParse(Text("site"), out var site) ? site : null;

    /// <summary>Shows the list.</summary>
    public Task OnGetAsync() => LoadAsync();

    /// <summary>Retries one event.</summary>
    public async Task<IActionResult> OnPostRetryAsync()
    {
        Form = FormState.Posted(Request);
        var result = await Grains.ParkedEvents(Tenant).RetryAsync(Form.Text("id"), Actor, Aborted);
        await LoadAsync();
        return result.IsDone ? Done("/parked-events", "parked-applied") : Again(result);
    }

    /// <summary>Retries all that are shown by the filter.</summary>
    public async Task<IActionResult> OnPostRetryAllAsync()
    {
        Retried = await Grains.ParkedEvents(Tenant).RetryAllAsync(Site, Actor, Aborted);
        await LoadAsync();
        return Retried.Result.IsDone ? Page() : Again(Retried.Result);
    }

    /// <summary>Gives an event up.</summary>
    public async Task<IActionResult> OnPostDiscardAsync()
    {
        Form = FormState.Posted(Request);
        var command = new DiscardParked { Id = Form.Text("id"), Reason = Form.Text("reason") };
        var result = await Grains.ParkedEvents(Tenant).DiscardAsync(command, Actor, Aborted);
        await LoadAsync();
        return result.IsDone ? Done("/parked-events", "parked-discarded") : Again(result);
    }

    private async Task LoadAsync() => Events = await Lists.ListParkedEventsAsync(Site, Paging, Actor, Aborted);
}
