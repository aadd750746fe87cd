using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Sites;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Nodes;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Console.Pages.Tenants;

/// <summary>The tenant's policies.</summary>
public sealed class SettingsModel : ConsolePage
{
    private const long BytesPerMiB = 1024 * 1024;
    private const int SitesMax = 500;

    /// <inheritdoc/>
    public override string Heading => "Settings";

    /// <inheritdoc/>
    public override string Section => "settings";

    /// <summary>The silos, or the one server, with their versions.</summary>
    public ImmutableArray<NodeView> Nodes { get; private set; } = [];

    /// <summary>Sites that can keep copies.</summary>
    public ImmutableArray<Site> Sites { get; private set; } = [];

    /// <summary>Shows the policies.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (await Grains.Tenant(Tenant).GetAsync(Aborted) is not { } row)
        {
            return NotFound();
        }

        await LoadAsync();
        Form = new FormState()
            .Set("name", row.Name)
            .Set("currency", row.Currency)
            .Set("portalAddress", row.PortalAddress)
            .Set("language", row.Language)
            .Set("timeZone", row.TimeZone)
            .Set("pinDigits", Text(row.PinDigits))
            .Set("passwordLevel", row.PasswordLevel.ToString().ToLowerInvariant())
            .Set("passwordClasses", Text(row.PasswordClasses))
            .Set("panelIdleSeconds", Text(row.PanelIdle.TotalSeconds))
            .Set("browserIdleSeconds", Text(row.BrowserIdle.TotalMinutes))
            .Set("browserMaxSeconds", Text(row.BrowserMax.TotalHours))
            .Set("programIdleSeconds", Text(row.ProgramIdle.TotalMinutes))
            .Set("programMaxSeconds", Text(row.ProgramMax.TotalHours))
            .Set("desktopIdleSeconds", Text(row.DesktopIdle.TotalMinutes))
            .Set("desktopMaxSeconds", Text(row.DesktopMax.TotalHours))
            .Set("offlineMaxSeconds", Text(row.OfflineMax.TotalHours))
            .Set("alarmAway", Text(row.Alarms.AwayMax.TotalMinutes))
            .Set("alarmLag", Text(row.Alarms.LagMax.TotalMinutes))
            .Set("alarmEvents", Text(row.Alarms.EventsWaitingMax))
            .Set("alarmOfflineLeft", Text(row.Alarms.OfflineLeftMin.TotalHours))
            .Set("alarmSkew", Text(row.Alarms.ClockSkewMax.TotalSeconds))
            .Set("offlineCard", Box(row.Offline.Card))
            .Set("offlinePin", Box(row.Offline.Pin))
            .Set("offlinePassword", Box(row.Offline.Password))
            .Set("offlineRelease", Box(row.Offline.Release))
            .Set("offlineReprint", Box(row.Offline.Reprint))
            .Set("offlineDelete", Box(row.Offline.Delete))
            .Set("offlineNewCards", Box(row.Offline.NewCards))
            .Set("offlineNewCardsWork", Box(row.Offline.NewCardsWorkThere))
            .Set("offlineNewPins", Box(row.Offline.NewPins))
            .Set("offlinePagesPerUserMax", Text(row.Offline.PagesPerUserMax))
            .Set("heldJobsPerUserMax", Text(row.HeldJobsPerUserMax))
            .Set("heldBytesPerUserMax", Text(row.HeldBytesPerUserMax / BytesPerMiB))
            .Set("copySite", row.CopySite?.Value ?? "")
            .Set("aheadJobsMax", Text(row.AheadJobsMax))
            .Set("aheadBytesMax", Text(row.AheadBytesMax / BytesPerMiB));
        return Page();
    }

    /// <summary>Saves the policies.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        var command = new UpdateTenant
        {
            Name = Form.Text("name"),
            Currency = Form.Text("currency").ToUpperInvariant(),
            PortalAddress = Form.Text("portalAddress"),
            Language = Form.Text("language") is { Length: > 0 } language ? language : null,
            TimeZone = Form.Text("timeZone") is { Length: > 0 } zone ? zone : null,
            PinDigits = Form.Number("pinDigits"),
            PasswordLevel = Form.Word<PasswordLevel>("passwordLevel"),
            PasswordClasses = Form.Number("passwordClasses"),
            PanelIdle = TimeSpan.FromSeconds(Form.Number("panelIdleSeconds")),
            BrowserIdle = TimeSpan.FromMinutes(Form.Number("browserIdleSeconds", 30)),
            BrowserMax = TimeSpan.FromHours(Form.Number("browserMaxSeconds", 12)),
            ProgramIdle = TimeSpan.FromMinutes(Form.Number("programIdleSeconds", 30)),
            ProgramMax = TimeSpan.FromHours(Form.Number("programMaxSeconds", 12)),
            DesktopIdle = TimeSpan.FromMinutes(Form.Number("desktopIdleSeconds", 30)),
            DesktopMax = TimeSpan.FromHours(Form.Number("desktopMaxSeconds", 12)),
            OfflineMax = TimeSpan.FromHours(Form.Number("offlineMaxSeconds")),
            Offline = OfflineOf(Form),
            Alarms = AlarmsOf(Form),
            HeldJobsPerUserMax = Form.Number("heldJobsPerUserMax"),
            HeldBytesPerUserMax = Form.Number("heldBytesPerUserMax") * BytesPerMiB,
            CopySite = Form.Text("copySite"),
            AheadJobsMax = Form.Number("aheadJobsMax"),
            AheadBytesMax = Form.Number("aheadBytesMax") * BytesPerMiB,
        };
        await LoadAsync();
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Tenant(Tenant).UpdateAsync(command, Actor, Aborted);
        return result.IsDone ? Done("/settings", "saved") : Again(result);
    }

    private static OfflineRules OfflineOf(FormState form) => new()
    {
        Card = form.Checked("offlineCard"),
        Pin = form.Checked("offlinePin"),
        Password = form.Checked("offlinePassword"),
        Release = form.Checked("offlineRelease"),
        Reprint = form.Checked("offlineReprint"),
        Delete = form.Checked("offlineDelete"),
        NewCards = form.Checked("offlineNewCards"),
        NewCardsWorkThere = form.Checked("offlineNewCardsWork"),
        NewPins = form.Checked("offlineNewPins"),
        PagesPerUserMax = form.Number("offlinePagesPerUserMax"),
    };

    private static SiteAlarmLimits AlarmsOf(FormState form) => new()
    {
        AwayMax = TimeSpan.FromMinutes(form.Number("alarmAway")),
        LagMax = TimeSpan.FromMinutes(form.Number("alarmLag")),
        EventsWaitingMax = form.Number("alarmEvents"),
        OfflineLeftMin = TimeSpan.FromHours(form.Number("alarmOfflineLeft")),
        ClockSkewMax = TimeSpan.FromSeconds(form.Number("alarmSkew")),
    };

    private static string Box(bool ticked) => ticked ? "true" : "";

    private async Task LoadAsync()
    {
        Nodes = await Grains.NodeList().ListAsync(Aborted);
        Sites = (await Lists.ListSitesAsync(Right.SiteSettings, new PageRequest("", SitesMax), Actor, Aborted)).Items;
    }

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
