using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Console.Pages.Sites;

/// <summary>One site: its name and its agents.</summary>
public sealed class SiteModel : ConsolePage
{
    private const long BytesPerMiB = 1024 * 1024;

    /// <inheritdoc/>
    public override string Heading => View?.Site.Name ?? "Site";

    /// <inheritdoc/>
    public override string Section => "sites";

    /// <summary>The site with its agents.</summary>
    public SiteView View { get; private set; } = null!;

    /// <summary>The alarms about it that stand.</summary>
    public ImmutableArray<SiteAlarm> Alarms { get; private set; } = [];

    /// <summary>How far behind each of its agents was.</summary>
    public IReadOnlyList<(LagGraph Graph, string Agent, int Hours)> Graphs { get; private set; } = [];

    /// <summary>A new token, shown in this one answer and never again; null: none.</summary>
    public AddAgentResult? Added { get; private set; }

    /// <summary>The command that enrols an agent with it.</summary>
    public string Command => EnrolmentCommand.For(Request.Host.Host, Options.AgentLinkPort);

    /// <summary>Shows the site.</summary>
    public async Task<IActionResult> OnGetAsync(string site)
    {
        if (await FindAsync(site) is null)
        {
            return NotFound();
        }

        Show();
        return Page();
    }

    /// <summary>Renames the site.</summary>
    public async Task<IActionResult> OnPostSaveAsync(string site)
    {
        if (await FindAsync(site) is not { } grain)
        {
            return NotFound();
        }

        var result = await grain.UpdateAsync(new UpdateSite { Name = Form.Text("name"), AheadJobsMax = OwnOr("aheadJobsMax"), AheadBytesMax = OwnOr("aheadBytesMax") is > 0 and var mebibytes ? mebibytes * BytesPerMiB : OwnOr("aheadBytesMax") }, Actor, Aborted);
        return result.IsDone ? Done($"/sites/{View.Site.Id}", "saved") : Again(result);
    }

    /// <summary>Adds an agent, or gives a new token to one; the token is shown in this one answer.</summary>
    public async Task<IActionResult> OnPostAddAgentAsync(string site)
    {
        if (await FindAsync(site) is not { } grain)
        {
            return NotFound();
        }

        if (!AgentId.TryParse(Form.Text("agent"), out var agent))
        {
            Form.Add("agent", "Give 1 to 63 of the characters a-z, 0-9, '.', '_' and '-', the first one a letter or digit.");
            Show();
            return Page();
        }

        var added = await grain.AddAgentAsync(new AddAgent { Agent = agent, EnrolAgain = Form.Checked("again") }, Actor, Aborted);
        if (!added.Result.IsDone)
        {
            Show();
            return Again(added.Result);
        }

        await FindAsync(site);
        Form = new FormState();
        Show();
        Added = added;
        return Page();
    }

    /// <summary>Shuts an agent out.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(string site)
    {
        if (await FindAsync(site) is not { } grain || !AgentId.TryParse(Form.Text("agent"), out var agent))
        {
            return NotFound();
        }

        var result = await grain.RevokeAgentAsync(agent, Actor, Aborted);
        return result.IsDone ? Done($"/sites/{View.Site.Id}", "revoked") : Again(result);
    }

    /// <summary>Decides about a fenced agent.</summary>
    public async Task<IActionResult> OnPostFenceAsync(string site)
    {
        if (await FindAsync(site) is not { } grain || !AgentId.TryParse(Form.Text("agent"), out var agent))
        {
            return NotFound();
        }

        var accept = Form.Text("decision") == "accept";
        var result = await grain.ResolveFenceAsync(new ResolveFence { Agent = agent, Start = Form.Text("start"), Accept = accept }, Actor, Aborted);
        return result.IsDone ? Done($"/sites/{View.Site.Id}", accept ? "fence-accepted" : "fence-dismissed") : Again(result);
    }

    // empty: as the tenant says
    private int OwnOr(string name) => Form.Text(name).Length == 0 ? -1 : Form.Number(name);

    private void Show() => Form.Set("name", View.Site.Name)
        .Set("aheadJobsMax", View.Site.AheadJobsMax?.ToString(CultureInfo.InvariantCulture) ?? "")
        .Set("aheadBytesMax", (View.Site.AheadBytesMax / BytesPerMiB)?.ToString(CultureInfo.InvariantCulture) ?? "");

    private async Task<ISiteGrain?> FindAsync(string site)
    {
        Form = FormState.Posted(Request);
        if (!SiteId.TryParse(site, out var id) || !Rights.HasAt(Actor, Right.ReadSites, id))
        {
            return null;
        }

        var grain = Grains.Site(Tenant, id);
        if (await grain.GetAsync(Aborted) is not { } view)
        {
            return null;
        }

        View = view;
        await LoadReplicationAsync(id);
        return grain;
    }

    private async Task LoadReplicationAsync(SiteId site)
    {
        Alarms = [.. (await Lists.ListAlarmsAsync(Actor, Aborted)).Where(alarm => alarm.Site == site)];
        var now = Time.GetUtcNow();
        Graphs = await Task.WhenAll(View.Agents.Where(view => view.Agent.CertificateSerial.Length > 0).Select(async view =>
            (new LagGraph(await Lists.ListSamplesAsync(site, view.Agent.Id, ReplicationModel.Hours, Actor, Aborted), now, ReplicationModel.Hours), view.Agent.Id.Value, ReplicationModel.Hours)));
    }
}
