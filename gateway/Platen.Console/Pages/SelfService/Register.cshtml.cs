using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Mail;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.SelfService;

/// <summary>Registering, first part: name and address (AU01). The answer is the same whether the address is known or not.</summary>
public sealed class RegisterModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Register";

    /// <summary>What people can do for themselves.</summary>
    public SelfServiceView Offer { get; private set; } = new();

    /// <summary>A mail is on its way.</summary>
    public bool IsSent { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync() => Offer = await Grains.SelfService(Tenant).GetAsync(Aborted);

    /// <summary>Asks for the mail.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        Form = FormState.Posted(Request);
        var command = new BeginRegistration
        {
            Name = Form.Text("displayName"), Email = Form.Text("email"), Language = MailLanguages.OfHeader(Request.Headers.AcceptLanguage), Origin = Origin, PublicAddress = Options.PublicAddress,
        };
        var result = await Grains.SelfService(Tenant).BeginRegistrationAsync(command, Aborted);
        IsSent = result.IsDone;
        return IsSent ? Page() : Again(result);
    }
}
