using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Tenants;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;

namespace Platen.Console.Pages.Tenants;

/// <summary>How people log in at devices, when they are locked, and when guessing over many devices is noticed.</summary>
public sealed class LoginsModel : ConsolePage
{
    private Tenant _tenant = null!;

    /// <inheritdoc/>
    public override string Heading => "Logins at devices";

    /// <inheritdoc/>
    public override string Section => "settings";

    /// <summary>The formats of card readers, to choose from.</summary>
    public IReadOnlyList<(string Value, string Text)> FormatChoices => [("", "numbers as they are sent"), .. _tenant.Logins.ReaderFormats.Select(format => (format.Name, format.Name))];

    /// <summary>Until when all panels are slow; null: they are not.</summary>
    public DateTimeOffset? ThrottledUntil => _tenant.FleetThrottledUntil is { } until && until > Time.GetUtcNow() ? until : null;

    /// <summary>Shows the policy.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        var logins = _tenant.Logins;
        Form = new FormState()
            .Set("secondPhase", PhaseChoices.Word(logins.SecondPhase))
            .Set("deviceFormat", logins.DeviceFormat)
            .Set("deskFormat", logins.DeskFormat)
            .Set("uidCardsNeedPin", logins.UidCardsNeedPin ? "true" : "")
            .Set("qrLogin", logins.QrLogin ? "true" : "")
            .Set("initialPasswordHours", Text(logins.InitialPasswordLife.TotalHours))
            .Set("secondFactor", logins.SecondFactor.ToString().ToLowerInvariant())
            .Set("preset", PresetOf(_tenant))
            .Set("lockoutFailures", Text(_tenant.LockoutFailures))
            .Set("lockoutSeconds", Text(_tenant.Lockout.TotalMinutes))
            .Set("sameSecretDevices", Text(logins.Fleet.SameSecretDevices))
            .Set("fleetFailures", Text(logins.Fleet.Failures))
            .Set("fleetThrottleMinutes", Text(logins.Fleet.Throttle.TotalMinutes));
        return Page();
    }

    /// <summary>Saves the policy.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        if (!await LoadAsync())
        {
            return NotFound();
        }

        var command = Command();
        if (Form.HasErrors)
        {
            return Page();
        }

        var result = await Grains.Tenant(Tenant).UpdateAsync(command, Actor, Aborted);
        return result.IsDone ? Done("/settings/logins", "saved") : Again(result);
    }

    /// <summary>Lets panels be fast again before the time is over.</summary>
    public async Task<IActionResult> OnPostEndThrottleAsync()
    {
        if (!await LoadAsync())
        {
            return NotFound();
        }

        var result = await Grains.Tenant(Tenant).EndFleetThrottleAsync(Actor, Aborted);
        return result.IsDone ? Done("/settings/logins", "throttle-ended") : Again(result);
    }

    private static string PresetOf(Tenant tenant) => (tenant.LockoutFailures, tenant.Lockout.TotalMinutes) switch
    {
        (5, 15) => "5/15",
        (3, 30) => "3/30",
        _ => "",
    };

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private UpdateTenant Command()
    {
        var (failures, minutes) = Form.Text("preset") switch
        {
            "5/15" => (5, 15),
            "3/30" => (3, 30),
            _ => (Form.Number("lockoutFailures"), Form.Number("lockoutSeconds")),
        };
        return new UpdateTenant
        {
            LockoutFailures = failures,
            Lockout = TimeSpan.FromMinutes(minutes),
            Logins = _tenant.Logins with
            {
                SecondPhase = Form.Word<SecondPhase>("secondPhase"),
                DeviceFormat = Form.Text("deviceFormat"),
                DeskFormat = Form.Text("deskFormat"),
                UidCardsNeedPin = Form.Checked("uidCardsNeedPin"),
                QrLogin = Form.Checked("qrLogin"),
                InitialPasswordLife = TimeSpan.FromHours(Form.Number("initialPasswordHours", (int)_tenant.Logins.InitialPasswordLife.TotalHours)),
                SecondFactor = Form.Word<FactorDemand>("secondFactor"),
                Fleet = new FleetPolicy
                {
                    SameSecretDevices = Form.Number("sameSecretDevices"),
                    Failures = Form.Number("fleetFailures"),
                    Throttle = TimeSpan.FromMinutes(Form.Number("fleetThrottleMinutes")),
                },
            },
        };
    }

    private async Task<bool> LoadAsync()
    {
        if (await Grains.Tenant(Tenant).GetAsync(Aborted) is not { } row)
        {
            return false;
        }

        _tenant = row;
        return true;
    }
}
