using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.Users;

/// <summary>
/// Approves a login at the panel whose code the phone has read (AU27). It names device and place, and asks for the number that the panel shows: a code that somebody sends along is of a device that its reader does not stand at.
/// </summary>
public sealed class QrModel : ConsolePage
{
    private const int CodeChars = 32;

    /// <inheritdoc/>
    public override string Heading => "Log in at a device";

    /// <summary>The code.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The login that waits; null: there is none.</summary>
    public QrLoginView? View { get; private set; }

    /// <summary>The device's name.</summary>
    public string DeviceName { get; private set; } = "";

    /// <summary>Where the device stands.</summary>
    public string Place { get; private set; } = "";

    /// <summary>It was answered by this request.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The answer was no.</summary>
    public bool IsRefused { get; private set; }

    /// <summary>Shows what would be approved.</summary>
    public async Task<IActionResult> OnGetAsync(string code) => await LoadAsync(code) ? Page() : NotFound();

    /// <summary>Approves, or refuses.</summary>
    public async Task<IActionResult> OnPostAsync(string code)
    {
        if (!await LoadAsync(code))
        {
            return NotFound();
        }

        var chosen = Request.HasFormContentType ? Request.Form["number"].ToString() : "";
        var grain = Grains.QrLogin(Tenant, Code);
        IsRefused = !int.TryParse(chosen, out var number);
        var result = IsRefused ? await grain.RefuseAsync(Actor, Aborted) : await grain.ApproveAsync(number, Actor, Aborted);
        View = null;
        IsDone = result.IsDone;
        if (!IsDone)
        {
            Form.Add(result);
            Response.StatusCode = 400;
        }

        return Page();
    }

    private async Task<bool> LoadAsync(string code)
    {
        if (code.Length != CodeChars || !code.All(char.IsAsciiHexDigitLower))
        {
            return false;
        }

        Code = code;
        View = await Grains.QrLogin(Tenant, code).GetAsync(Aborted);
        if (View is { } view && await Grains.Device(Tenant, view.Site, view.Device).GetAsync(Aborted) is { } device)
        {
            DeviceName = device.Device.Name;
            var site = (await Grains.Site(Tenant, view.Site).GetAsync(Aborted))?.Site.Name ?? view.Site.Value;
            Place = device.Device.Location.Length > 0 ? $"{device.Device.Location}, {site}" : site;
        }

        return true;
    }
}
