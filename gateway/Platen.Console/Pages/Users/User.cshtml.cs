using Microsoft.AspNetCore.Mvc;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.Users;

/// <summary>One user, for administrators.</summary>
public sealed class UserModel : UserPage
{
    /// <inheritdoc/>
    public override string Heading => Subject?.DisplayName ?? "User";

    /// <inheritdoc/>
    public override string Section => "users";

    /// <inheritdoc/>
    public override string Address => $"/users/{Subject.Id}";

    /// <summary>Whether it is the administrator's own page.</summary>
    public bool IsSelf => Subject.Id == Actor.UserId;

    /// <summary>Shows the user.</summary>
    public async Task<IActionResult> OnGetAsync(string user) => await FindAsync(user) ? Page() : NotFound();

    /// <summary>Saves the profile.</summary>
    public Task<IActionResult> OnPostSaveAsync(string user) => DoAsync(user, () => SaveAsync(new UpdateUser
    {
        LoginName = Form.Text("loginName"),
        DisplayName = Form.Text("displayName"),
        Email = Form.Text("email"),
        Role = IsSelf ? null : Form.Word<UserRole>("role"),
        PrivateQueue = Form.Checked("privateQueue"),
        Delegates = PostedDelegates,
        Groups = PostedGroups,
    }));

    /// <summary>Draws a new PIN.</summary>
    public Task<IActionResult> OnPostPinAsync(string user) => DoAsync(user, PinAsync);

    /// <summary>Adds an ID card.</summary>
    public Task<IActionResult> OnPostAddCardAsync(string user) => DoAsync(user, AddCardAsync);

    /// <summary>Removes an ID card.</summary>
    public Task<IActionResult> OnPostRemoveCardAsync(string user) => DoAsync(user, RemoveCardAsync);

    /// <summary>Sets the password.</summary>
    public Task<IActionResult> OnPostPasswordAsync(string user) => DoAsync(user, PasswordAsync);

    /// <summary>Shuts the user out.</summary>
    public Task<IActionResult> OnPostDeactivateAsync(string user) => DoAsync(user, async () => After(await Grain.DeactivateAsync(Actor, Aborted), "saved"));

    /// <summary>Lets the user in again.</summary>
    public Task<IActionResult> OnPostReactivateAsync(string user) => DoAsync(user, async () => After(await Grain.ReactivateAsync(Actor, Aborted), "saved"));

    /// <summary>Ends a lock.</summary>
    public Task<IActionResult> OnPostUnlockAsync(string user) => DoAsync(user, async () => After(await Grain.UnlockAsync(Actor, Aborted), "unlocked"));

    private async Task<IActionResult> DoAsync(string user, Func<Task<IActionResult>> act) => await FindAsync(user) ? await act() : NotFound();

    private Task<bool> FindAsync(string user) => LoadAsync(UserId.TryParse(user, out var id) ? id : null);
}
