using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Platen.Console.Shared;
using Platen.Domain.Cards;
using Platen.Domain.Ports;
using Platen.Domain.Roles;
using Platen.Domain.Tokens;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OAuth;
using Platen.Grains.Abstractions.Tokens;
using Platen.Grains.Abstractions.Users;

namespace Platen.Console.Pages.Users;

/// <summary>What a user's page for administrators and the own profile share: profile, PIN, cards, password. The grain decides who may.</summary>
public abstract class UserPage : ConsolePage
{
    private const int IndexBytes = 32;
    private static readonly char[] Separators = [',', ' ', ';'];

    /// <summary>The user.</summary>
    public User Subject { get; private set; } = null!;

    /// <summary>A new PIN, shown in this one answer and never again; null: none.</summary>
    public string? Pin { get; private set; }

    /// <summary>The page's own address.</summary>
    public abstract string Address { get; }

    /// <summary>The form of the profile.</summary>
    public FormState Profile { get; private set; } = new();

    /// <summary>What a new password must be like, in one sentence.</summary>
    public string PasswordRules { get; private set; } = "";

    /// <summary>Whether PIN and password are refused now.</summary>
    public bool IsLocked => Subject.LockedUntil > Time.GetUtcNow() || Subject.SecondPhaseLockedUntil > Time.GetUtcNow();

    /// <summary>The user's grain.</summary>
    protected IUserGrain Grain => Grains.User(Tenant, Subject.Id);

    /// <summary>The delegates that were typed.</summary>
    protected ImmutableArray<string> PostedDelegates => [.. Form.Text("delegates").Split(Separators, StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>The groups made here that were typed; a name may have blanks.</summary>
    protected ImmutableArray<string> PostedGroups => [.. Form.Text("groups").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    /// <summary>Names of the groups that the user is in by a directory, with commas between.</summary>
    public string ForeignGroups { get; private set; } = "";

    /// <summary>Loads the user; false: there is none, or it is not the caller's to see.</summary>
    protected async Task<bool> LoadAsync(UserId? user)
    {
        Form = FormState.Posted(Request);
        if (user is not { } id || await Grains.User(Tenant, id).GetAsync(Aborted) is not { } row || !Rights.MayRead(Actor, row))
        {
            return false;
        }

        Subject = row;
        Sessions = await Grains.Session(Tenant).ListAsync(id, Actor, Aborted);
        Tokens = await Grains.Tokens(Tenant).ListAsync(id, Actor, Aborted);
        Programs = await Grains.OAuth(Tenant).ListAsync(id, Actor, Aborted);
        var groups = (await Task.WhenAll(row.Groups.Select(group => Grains.Group(Tenant, group).GetAsync(Aborted)))).OfType<Group>().ToList();
        ForeignGroups = Names(groups, group => group.Source != UserSource.Here);
        PasswordRules = await Grains.Tenant(Tenant).GetAsync(Aborted) is { } tenant ? PasswordPolicy.Describe(tenant) : "";
        Profile = new FormState().Set("displayName", row.DisplayName).Set("loginName", row.LoginName).Set("email", row.Email).Set("language", row.Language)
            .Set("role", row.Role.ToString().ToLowerInvariant()).Set("privateQueue", row.PrivateQueue ? "true" : "")
            .Set("groups", Names(groups, group => group.Source == UserSource.Here))
            .Set("phone", row.Contact.Phone).Set("idNumber", row.Contact.IdNumber).Set("personalNumber", row.Contact.PersonalNumber).Set("sharedFolder", row.Contact.SharedFolder)
            .Set("secondPhase", PhaseChoices.Word(row.SecondPhase)).Set("demandedSecondPhase", PhaseChoices.Word(row.DemandedSecondPhase))
            .Set("delegates", string.Join(", ", await LoginNamesAsync(row.Delegates)));
        return true;
    }

    private static string Names(List<Group> groups, Func<Group, bool> which) => string.Join(", ", groups.Where(which).Select(group => group.Name));

    // somebody who is gone keeps the id, so that saving the form does not pass over it in silence
    private async Task<IReadOnlyList<string>> LoginNamesAsync(ImmutableArray<UserId> users)
    {
        List<string> names = [];
        foreach (var user in users)
        {
            names.Add((await Grains.User(Tenant, user).GetAsync(Aborted))?.LoginName ?? user.ToString());
        }

        return names;
    }

    /// <summary>Does what changes how the user logs in; of one's own only after a login of the last minutes, else the login page comes first.</summary>
    protected async Task<IActionResult> FreshlyAsync(Func<Task<IActionResult>> act) =>
        Session is { } session && Rights.Is(Actor, Subject.Id) && !session.IsFresh(Time.GetUtcNow()) ? Redirect($"/login?again=1&to={Uri.EscapeDataString(Address)}") : await act();

    /// <summary>Saves the profile.</summary>
    protected async Task<IActionResult> SaveAsync(UpdateUser command)
    {
        Profile = Form;
        return After(await Grain.UpdateAsync(command, Actor, Aborted), "saved");
    }

    /// <summary>Draws a new PIN and shows it.</summary>
    protected async Task<IActionResult> PinAsync()
    {
        var issued = await Grain.IssuePinAsync(Actor, Aborted);
        Pin = issued.Pin;
        return issued.Result.IsDone ? Page() : Again(issued.Result);
    }

    /// <summary>Adds an ID card.</summary>
    protected async Task<IActionResult> AddCardAsync() => After(await AddCardAsync(Form.Text("number")), "added");

    // the reader at the desk may send numbers in another form than those at devices; what is stored is one and the same
    private async Task<CommandResult> AddCardAsync(string sent)
    {
        var logins = (await Grains.Tenant(Tenant).GetAsync(Aborted))?.Logins;
        return CardNumbers.Convert(logins?.Find(logins.DeskFormat), sent) is { } number
            ? await Grain.AddCardAsync(number, Actor, Aborted)
            : CommandResult.Not(CommandCode.Invalid, $"The card number does not fit the desk's reader format '{logins?.DeskFormat}'. Try it under Settings, Card readers.");
    }

    /// <summary>Removes an ID card.</summary>
    protected async Task<IActionResult> RemoveCardAsync()
    {
        var index = new byte[IndexBytes];
        return Form.Text("card") is { Length: 2 * IndexBytes } card && Convert.FromHexString(card, index, out _, out _) == System.Buffers.OperationStatus.Done
            ? After(await Grain.RemoveCardAsync([.. index], Actor, Aborted), "removed")
            : NotFound();
    }

    /// <summary>Sets the password.</summary>
    protected async Task<IActionResult> PasswordAsync()
    {
        if (Form.Value("password") != Form.Value("again"))
        {
            Form.Add("again", "The two passwords differ.");
            return Page();
        }

        return After(
            Rights.Is(Actor, Subject.Id)
                ? await Grain.ChangePasswordAsync(Form.Value("current"), Form.Value("password"), Actor, Aborted)
                : (await Grain.GivePasswordAsync(new GivePassword { Password = Form.Value("password"), IsLasting = Form.Checked("lasting") }, Actor, Aborted)).Result,
            "password");
    }

    /// <summary>Draws an initial password for somebody else and shows it.</summary>
    protected async Task<IActionResult> DrawPasswordAsync()
    {
        var given = await Grain.GivePasswordAsync(new GivePassword(), Actor, Aborted);
        DrawnPassword = given.Password;
        return given.Result.IsDone ? Page() : Again(given.Result);
    }

    /// <summary>An initial password, shown in this one answer and never again; null: none.</summary>
    public string? DrawnPassword { get; private set; }

    /// <summary>Whether it is one's own page.</summary>
    public bool IsOwn => Rights.Is(Actor, Subject.Id);

    /// <summary>Whether it is one's own password, and there is one: it is changed by who knows it only.</summary>
    public bool NeedsCurrentPassword => Rights.Is(Actor, Subject.Id) && Subject.PasswordHash.Length > 0;

    /// <summary>The user's sessions here.</summary>
    public ImmutableArray<WebSession> Sessions { get; private set; } = [];

    /// <summary>The tokens of the user's programs.</summary>
    public ImmutableArray<IssuedToken> Tokens { get; private set; } = [];

    /// <summary>A new token, shown in this one answer and never again; null: none.</summary>
    public string? NewToken { get; private set; }

    /// <summary>The programs that the user lets act in the own name.</summary>
    public ImmutableArray<AuthorizedProgram> Programs { get; private set; } = [];

    /// <summary>Takes that away from a program.</summary>
    protected async Task<IActionResult> EndProgramAsync() => After(await Grains.OAuth(Tenant).EndAsync(Subject.Id, Form.Text("program"), Actor, Aborted), "program-ended");

    /// <summary>Whether it is this session.</summary>
    public bool IsCurrent(WebSession session) => session.Id == Session?.Session;

    /// <summary>The rights to which a token can be narrowed.</summary>
    public IEnumerable<RightInfo> Scopes => RightCatalog.All.Where(info => May(info.Right));

    /// <summary>Ends one session, or all.</summary>
    protected async Task<IActionResult> EndSessionAsync()
    {
        var sessions = Grains.Session(Tenant);
        if (Form.Text("session") is { Length: > 0 } one)
        {
            return After(await sessions.EndOneAsync(Subject.Id, one, Actor, Aborted), "session-ended");
        }

        await sessions.EndAllOfUserAsync(Subject.Id, Actor, Aborted);
        return Done(Address, "session-ended");
    }

    /// <summary>Ends a token.</summary>
    protected async Task<IActionResult> RevokeTokenAsync() => After(await Grains.Tokens(Tenant).RevokeAsync(Subject.Id, Form.Text("token"), Actor, Aborted), "removed");

    /// <summary>Makes a token and shows it.</summary>
    protected async Task<IActionResult> CreateTokenAsync()
    {
        ImmutableArray<Right> scopes = [.. Form.Text("scope").Split(',').Select(word => RightCatalog.TryParse(word, out var right) ? right : Right.Unspecified).Where(right => right != Right.Unspecified)];
        var made = await Grains.Tokens(Tenant).CreatePersonalAsync(
            new CreateToken { Name = Form.Text("tokenName"), Scopes = scopes, Life = TimeSpan.FromDays(Math.Clamp(Form.Number("days", 90), 0, 10_000)) }, Actor, Aborted);
        NewToken = made.Token;
        Tokens = await Grains.Tokens(Tenant).ListAsync(Subject.Id, Actor, Aborted);
        return made.Result.IsDone ? Page() : Again(made.Result);
    }

    /// <summary>What follows a command.</summary>
    protected IActionResult After(CommandResult result, string note) => result.IsDone ? Done(Address, note) : Again(result);
}
