using System.Collections.Immutable;
using Orleans.Concurrency;
using Platen.Domain.Users;
using Platen.Grains.Abstractions.Accounting;
using Platen.Grains.Abstractions.Sites;

namespace Platen.Grains.Abstractions.Users;

/// <summary>A user: profile, credentials, lockout. Key: <see cref="GrainKeys.User"/>.</summary>
[Alias("platen.users.user-grain")]
public interface IUserGrain : IFactGrain
{
    /// <summary>The user, or null.</summary>
    [Alias("get")]
    [ReadOnly]
    Task<User?> GetAsync(CancellationToken cancellationToken);

    /// <summary>Records the user. Administrators only.</summary>
    [Alias("create")]
    Task<CreateUserResult> CreateAsync(CreateUser command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Changes the profile: the user's own display name and e-mail, or anything by an administrator.</summary>
    [Alias("update")]
    Task<CommandResult> UpdateAsync(UpdateUser command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Sets the password of somebody else, as an initial one, or a first one of one's own (AU09), and ends the user's web sessions. One's own that is there already is changed by <see cref="ChangePasswordAsync"/>.</summary>
    [Alias("set-password")]
    Task<CommandResult> SetPasswordAsync(string password, Actor actor, CancellationToken cancellationToken);

    /// <summary>Sets or draws the password of somebody else, an initial one unless the command says otherwise (ASVS 6.4.1), and ends the user's web sessions.</summary>
    [Alias("give-password")]
    Task<GivePasswordResult> GivePasswordAsync(GivePassword command, Actor actor, CancellationToken cancellationToken);

    /// <summary>Changes the password of the actor, who proves to know the one of now: a wrong one counts as a failed login. Ends the user's web sessions.</summary>
    [Alias("change-password")]
    Task<CommandResult> ChangePasswordAsync(string current, string password, Actor actor, CancellationToken cancellationToken);

    /// <summary>Sets a password by a link that was mailed to the user, and uses the link up. Ends a lock, and the user's web sessions and tokens. The link's token was shown to who calls this.</summary>
    [Alias("reset-password")]
    Task<CommandResult> ResetPasswordAsync(string link, string password, Actor actor, CancellationToken cancellationToken);

    /// <summary>Draws a new PIN: random, never trivial (AU07), unique in the tenant (AU05), of more digits than asked for where the users are many. The user once in 7 days (AU06), or administrators.</summary>
    [Alias("issue-pin")]
    Task<IssuePinResult> IssuePinAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Adds an ID card (AU08). The user, or administrators.</summary>
    [Alias("add-card")]
    Task<CommandResult> AddCardAsync(string cardNumber, Actor actor, CancellationToken cancellationToken);

    /// <summary>Removes an ID card, by its keyed index. The user, or administrators.</summary>
    [Alias("remove-card")]
    Task<CommandResult> RemoveCardAsync(ImmutableArray<byte> index, Actor actor, CancellationToken cancellationToken);

    /// <summary>Checks a password for the console, counts failures and locks (AU12). Starts no session; see <see cref="ISessionGrain"/>.</summary>
    [Alias("log-in")]
    Task<LogInResult> LogInAsync(string password, string origin, CancellationToken cancellationToken);

    /// <summary>The same with the code of the second factor, or a recovery code; empty: none was given.</summary>
    [Alias("log-in-with-code")]
    Task<LogInResult> LogInWithCodeAsync(string password, string code, string origin, CancellationToken cancellationToken);

    /// <summary>Begins to set up the own second factor, or shows the one that was begun. It is asked for from <see cref="ConfirmFactorAsync"/> on.</summary>
    [Alias("begin-factor")]
    Task<BeginFactorResult> BeginFactorAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Ends setting it up by a code of the app, and draws recovery codes.</summary>
    [Alias("confirm-factor")]
    Task<ConfirmFactorResult> ConfirmFactorAsync(string code, Actor actor, CancellationToken cancellationToken);

    /// <summary>Takes the second factor away: one's own, or that of somebody over whom one may change credentials, whose sessions end then.</summary>
    [Alias("remove-factor")]
    Task<CommandResult> RemoveFactorAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Asks the user's directory about a password typed at a panel (AU21), counts failures and locks. The login itself is the site's to report.</summary>
    [Alias("check-password")]
    Task<LogInResult> CheckPasswordAsync(string password, string origin, CancellationToken cancellationToken);

    /// <summary>Ends a lock before its time. Administrators only.</summary>
    [Alias("unlock")]
    Task<CommandResult> UnlockAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Lets the user log in no more, and ends the web sessions (AU16, I5). Administrators only, and not themselves.</summary>
    [Alias("deactivate")]
    Task<CommandResult> DeactivateAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Lets the user log in again, or for the first time who has registered and waits (AU01), who is told by mail. Administrators only.</summary>
    [Alias("reactivate")]
    Task<CommandResult> ReactivateAsync(Actor actor, CancellationToken cancellationToken);

    /// <summary>Gives the user these roles and no others, and ends the sessions. Not of oneself, and only what the actor holds.</summary>
    [Alias("set-grants")]
    Task<CommandResult> SetGrantsAsync(SetGrants command, Actor actor, CancellationToken cancellationToken);

    /// <summary>
    /// Recharges or corrects the credit (AC02). Who holds <see cref="Domain.Roles.Right.RechargeCredit"/> over the user; the own one administrators only. Booked again with the same key, nothing changes and the answer is the first one's.
    /// </summary>
    [Alias("book-credit")]
    Task<BookCreditResult> BookCreditAsync(BookCredit command, Actor actor, CancellationToken cancellationToken);
}
