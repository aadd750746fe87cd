using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Pages.Accounting;
using Platen.Console.Shared;
using Platen.Domain.Accounting;
using Platen.Domain.Roles;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Accounting;
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
    public Task<IActionResult> OnPostSaveAsync(string user) => DoAsync(user, () => FreshlyAsync(() => SaveAsync(new UpdateUser
    {
        LoginName = Form.Text("loginName"),
        DisplayName = Form.Text("displayName"),
        Email = Form.Text("email"),
        Role = IsSelf || !IsAdministrator ? null : Form.Word<UserRole>("role"),
        PrivateQueue = Form.Checked("privateQueue"),
        Delegates = PostedDelegates,
        Groups = MayEverywhere(Right.EditUsers) ? PostedGroups : null,
        Phone = Form.Text("phone"),
        Language = Form.Text("language"),
        IdNumber = Form.Text("idNumber"),
        PersonalNumber = Form.Text("personalNumber"),
        SharedFolder = Form.Text("sharedFolder"),
        DemandedSecondPhase = Form.Word<SecondPhase>("demandedSecondPhase"),
    })));

    /// <summary>The roles that can be given.</summary>
    public ImmutableArray<Role> Roles { get; private set; } = [];

    /// <summary>Names of the groups over whose members the user's roles hold.</summary>
    public ImmutableDictionary<GroupId, string> GroupsInGrants { get; private set; } = ImmutableDictionary<GroupId, string>.Empty;

    /// <summary>Balance and statement of credit; null: the user has no account, or it is not for who looks.</summary>
    public CreditStatement? Credit { get; private set; }

    /// <summary>Names a booking, so that a form that is sent twice books once.</summary>
    public string CreditKey => Form.Value("key") is { Length: > 0 } posted ? posted : Guid.CreateVersion7(Time.GetUtcNow()).ToString("D");

    /// <summary>Recharges or corrects the credit.</summary>
    public Task<IActionResult> OnPostCreditAsync(string user) => DoAsync(user, async () =>
    {
        var command = new BookCredit { Kind = Form.Word<CreditEntryKind>("kind"), AmountE4 = Form.Amount("amount"), Reason = Form.Text("reason"), Key = Form.Text("key") };
        if (Form.HasErrors)
        {
            Response.StatusCode = Microsoft.AspNetCore.Http.StatusCodes.Status400BadRequest;
            return Page();
        }

        return After((await Grain.BookCreditAsync(command, Actor, Aborted)).Result, "credit-booked");
    });

    /// <summary>Gives roles.</summary>
    public Task<IActionResult> OnPostRolesAsync(string user) => DoAsync(user, async () =>
    {
        var grants = await GrantForm.ReadAsync(Form, Roles, GroupNames);
        return Form.HasErrors ? Page() : After(await Grain.SetGrantsAsync(new SetGrants { Grants = grants }, Actor, Aborted), "saved");
    });

    /// <summary>Draws a new PIN.</summary>
    public Task<IActionResult> OnPostPinAsync(string user) => DoAsync(user, () => FreshlyAsync(PinAsync));

    /// <summary>Adds an ID card.</summary>
    public Task<IActionResult> OnPostAddCardAsync(string user) => DoAsync(user, () => FreshlyAsync(AddCardAsync));

    /// <summary>Removes an ID card.</summary>
    public Task<IActionResult> OnPostRemoveCardAsync(string user) => DoAsync(user, () => FreshlyAsync(RemoveCardAsync));

    /// <summary>Sets the password.</summary>
    public Task<IActionResult> OnPostPasswordAsync(string user) => DoAsync(user, PasswordAsync);

    /// <summary>Draws an initial password.</summary>
    public Task<IActionResult> OnPostDrawPasswordAsync(string user) => DoAsync(user, DrawPasswordAsync);

    /// <summary>Takes the second factor away, for who has lost it.</summary>
    public Task<IActionResult> OnPostRemoveFactorAsync(string user) => DoAsync(user, () => FreshlyAsync(async () => After(await Grain.RemoveFactorAsync(Actor, Aborted), "removed")));

    /// <summary>Ends sessions.</summary>
    public Task<IActionResult> OnPostEndSessionAsync(string user) => DoAsync(user, () => FreshlyAsync(EndSessionAsync));

    /// <summary>Ends a token.</summary>
    public Task<IActionResult> OnPostRevokeTokenAsync(string user) => DoAsync(user, () => FreshlyAsync(RevokeTokenAsync));

    /// <summary>Takes the right to act away from a program.</summary>
    public Task<IActionResult> OnPostEndProgramAsync(string user) => DoAsync(user, EndProgramAsync);

    /// <summary>Shuts the user out.</summary>
    public Task<IActionResult> OnPostDeactivateAsync(string user) => DoAsync(user, async () => After(await Grain.DeactivateAsync(Actor, Aborted), "saved"));

    /// <summary>Lets the user in again, or for the first time.</summary>
    public Task<IActionResult> OnPostReactivateAsync(string user) => DoAsync(user, async () => After(await Grain.ReactivateAsync(Actor, Aborted), Subject.AwaitsApproval ? "approved" : "saved"));

    /// <summary>Ends a lock.</summary>
    public Task<IActionResult> OnPostUnlockAsync(string user) => DoAsync(user, async () => After(await Grain.UnlockAsync(Actor, Aborted), "unlocked"));

    private async Task<IActionResult> DoAsync(string user, Func<Task<IActionResult>> act) => await FindAsync(user) ? await act() : NotFound();

    private async Task<bool> FindAsync(string user)
    {
        Roles = await Grains.Tenant(Tenant).GetAsync(Aborted) is { } tenant ? Delegation.RolesOf(tenant) : [];
        if (!await LoadAsync(UserId.TryParse(user, out var id) ? id : null))
        {
            return false;
        }

        Credit = ShowsCredit && MayOver(Right.RechargeCredit, Subject) ? await CreditStatement.LoadAsync(this, Grains, Tenant, Subject.Id, Actor, Paging, Aborted) : null;
        GroupsInGrants = await GroupNames.OfAsync(Subject.Grants);
        return true;
    }
}
