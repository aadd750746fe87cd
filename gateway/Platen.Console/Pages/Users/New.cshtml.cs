using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Cards;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.Users;

/// <summary>Adds a user.</summary>
public sealed class NewModel : ConsolePage
{
    /// <inheritdoc/>
    public override string Heading => "Add a user";

    /// <inheritdoc/>
    public override string Section => "users";

    /// <summary>The user that was added, with the secrets to show once; null: none yet.</summary>
    public CreateUserResult? Added { get; private set; }

    /// <summary>Shows the form.</summary>
    public void OnGet() => Form = new FormState().Set("role", "user").Set("issuePin", "true");

    /// <summary>Adds the user; a PIN is shown in this one answer and never again.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        Form = FormState.Posted(Request);
        var logins = (await Grains.Tenant(Tenant).GetAsync(Aborted))?.Logins;
        var sent = Form.Text("number");
        if (sent.Length > 0 && CardNumbers.Convert(logins?.Find(logins.DeskFormat), sent) is not { Length: > 0 })
        {
            Form.Add("number", $"The card number does not fit the desk's reader format '{logins?.DeskFormat}'. Try it under Settings, Card readers.");
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }

        var command = new CreateUser
        {
            LoginName = Form.Text("loginName"),
            DisplayName = Form.Text("displayName"),
            Email = Form.Text("email"),
            Role = IsAdministrator ? Form.Word<UserRole>("role") : UserRole.User,
            Password = Form.Value("password") is { Length: > 0 } password ? password : null,
            DrawPassword = Form.Checked("drawPassword"),
            PasswordIsLasting = Form.Checked("lasting"),
            CardNumber = sent.Length > 0 ? CardNumbers.Convert(logins?.Find(logins.DeskFormat), sent) : null,
            IssuePin = Form.Checked("issuePin"),
            PrivateQueue = Form.Checked("privateQueue"),
        };
        var made = await Grains.User(Tenant, UserId.New(Time)).CreateAsync(command, Actor, Aborted);
        if (!made.Result.IsDone)
        {
            return Again(made.Result);
        }

        Added = made;
        return (made.Pin ?? made.Password) is null ? Done($"/users/{made.User!.Id}", "added") : Page();
    }
}
