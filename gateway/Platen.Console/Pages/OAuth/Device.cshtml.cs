using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Platen.Console.Shared;
using Platen.Domain.OAuth;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;

namespace Platen.Console.Pages.OAuth;

/// <summary>Connects a device by the code that it shows (RFC 8628, 3.3, AU28). A code in the address is filled in and never enough: the page names program, rights and origin, and asks.</summary>
public sealed class DeviceModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Connect a device";

    /// <summary>The code, as the device shows it.</summary>
    public string Code { get; private set; } = "";

    /// <summary>The device; null: none is known yet.</summary>
    public DeviceView? View { get; private set; }

    /// <summary>It was answered by this request.</summary>
    public bool IsAnswered { get; private set; }

    /// <summary>The answer was yes.</summary>
    public bool IsAgreed { get; private set; }

    /// <summary>Asks for the code, or shows the device that has it.</summary>
    public async Task<IActionResult> OnGetAsync()
    {
        var typed = Text("user_code");
        Form = new FormState().Set("user_code", typed.Length <= OAuthLimits.ParameterMax ? typed : "");
        return typed.Length == 0 ? Page() : Show(typed, await Grains.OAuth(Tenant).LookDeviceAsync(typed, Actor, Aborted));
    }

    /// <summary>Answers.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        var agreed = Form.Text("answer") == "yes";
        var page = Show(Form.Text("user_code"), await Grains.OAuth(Tenant).AnswerDeviceAsync(Form.Text("user_code"), agreed, Actor, Aborted));
        (IsAnswered, IsAgreed) = (View is not null, agreed);
        return page;
    }

    private PageResult Show(string typed, DeviceView view)
    {
        if (!view.Result.IsDone)
        {
            Form.General.AddRange(view.Result.Messages);
            Response.StatusCode = view.Result.Code == CommandCode.Refused ? StatusCodes.Status429TooManyRequests : StatusCodes.Status400BadRequest;
            return Page();
        }

        (View, Code) = (view, UserCode.Read(typed) is { } code ? UserCode.Show(code) : "");
        return Page();
    }
}
