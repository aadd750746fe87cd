using Microsoft.AspNetCore.Mvc;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.Users;

/// <summary>One's own profile.</summary>
public sealed class ProfileModel : UserPage
{
    /// <inheritdoc/>
    public override string Heading => "My profile";

    /// <inheritdoc/>
    public override string Section => "profile";

    /// <inheritdoc/>
    public override string Address => "/profile";

    /// <summary>Shows the profile.</summary>
    public async Task<IActionResult> OnGetAsync() => await LoadAsync(Actor.UserId) ? Page() : NotFound();

    /// <summary>Saves name and e-mail address.</summary>
    public Task<IActionResult> OnPostSaveAsync() => DoAsync(() => ChangesLogin ? FreshlyAsync(SaveProfileAsync) : SaveProfileAsync());

    /// <summary>Draws a new PIN.</summary>
    public Task<IActionResult> OnPostPinAsync() => DoAsync(() => FreshlyAsync(PinAsync));

    /// <summary>Adds an ID card.</summary>
    public Task<IActionResult> OnPostAddCardAsync() => DoAsync(() => FreshlyAsync(AddCardAsync));

    /// <summary>Removes an ID card.</summary>
    public Task<IActionResult> OnPostRemoveCardAsync() => DoAsync(() => FreshlyAsync(RemoveCardAsync));

    /// <summary>Sets the password.</summary>
    public Task<IActionResult> OnPostPasswordAsync() => DoAsync(PasswordAsync);

    /// <summary>Ends sessions.</summary>
    public Task<IActionResult> OnPostEndSessionAsync() => DoAsync(() => FreshlyAsync(EndSessionAsync));

    /// <summary>Makes a token.</summary>
    public Task<IActionResult> OnPostCreateTokenAsync() => DoAsync(() => FreshlyAsync(CreateTokenAsync));

    /// <summary>Ends a token.</summary>
    public Task<IActionResult> OnPostRevokeTokenAsync() => DoAsync(() => FreshlyAsync(RevokeTokenAsync));

    private bool ChangesLogin =>
        Form.Text("email") != Subject.Email || Form.Text("phone") != Subject.Contact.Phone || Form.Word<SecondPhase>("secondPhase") != Subject.SecondPhase;

    private Task<IActionResult> SaveProfileAsync() => SaveAsync(new UpdateUser
    {
        DisplayName = Form.Text("displayName"),
        Email = Form.Text("email"),
        Phone = Form.Text("phone"),
        Language = Form.Text("language"),
        Delegates = PostedDelegates,
        SecondPhase = Form.Word<SecondPhase>("secondPhase"),
    });

    /// <summary>Takes the right to act away from a program.</summary>
    public Task<IActionResult> OnPostEndProgramAsync() => DoAsync(EndProgramAsync);

    private async Task<IActionResult> DoAsync(Func<Task<IActionResult>> act) => await LoadAsync(Actor.UserId) ? await act() : NotFound();
}
