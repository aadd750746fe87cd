using System.Web;
using Platen.Domain.OpenId;
using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.OpenId;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.OpenId;

/// <summary>AU22–AU26: logins by the identity provider, from the browser's first step to the user's record.</summary>
public sealed class OpenIdLoginTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly PutIdentityProvider Settings = new() { Name = "Company", Issuer = "https://idp.test", ClientId = "platen", Password = "our secret", PublicAddress = "https://print.test" };
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    private IIdentityProviderGrain Grain => _host.Grains.IdentityProvider(Branch.Tenant);

    public async Task InitializeAsync()
    {
        _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();
        (await Grain.PutAsync(Settings, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        _host.Provider.Codes["bea"] = new OpenIdIdentity("subject-1", "bea", "Bea", "bea@example.com", ["staff", "printers"]);
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // AU23
    [Fact]
    public async Task Login_First_MakesAUserWithGroupsAndASession()
    {
        var result = await LogInAsync("bea");
        var session = (await _host.Grains.Session(Branch.Tenant).FindAsync(result.Token!, None))!;
        session.User.ShouldSatisfyAllConditions(
            user => user.LoginName.ShouldBe("bea"), user => user.Email.ShouldBe("bea@example.com"), user => user.Role.ShouldBe(UserRole.User), user => user.AuthenticatedBy.ShouldBe(UserSource.OpenId), user => user.Groups.Length.ShouldBe(2));
        _host.Records.All<Group>().Select(group => group.Name).ShouldBe(["staff", "printers"], ignoreOrder: true);
        _host.Provider.Secrets.ShouldBe(["our secret"]);
        _host.Records.Audit.Select(audit => audit.Entry.Action).TakeLast(2).ShouldBe(["user.created", "login.ok"]);

        _host.Provider.Codes["bea"] = new OpenIdIdentity("subject-1", "bea-renamed", "Bea New", "new@example.com", ["staff"]);
        await LogInAsync("bea");
        var again = _host.Records.All<User>().Single(user => user.Source == UserSource.OpenId);
        (again.Id, again.LoginName, again.DisplayName, again.Groups.Length).ShouldBe((session.User.Id, "bea", "Bea New", 1), "the login name is ours once it is given: jobs go by it");
    }

    // AU18, ASVS 7.6.1: the provider's login gives a browser's session like any other. Mutant: a session without kind, origin and limits of its own
    [Fact]
    public async Task Session_OfTheProvider_IsABrowsersWithItsLimits()
    {
        var token = (await LogInAsync("bea")).Token!;
        var sessions = _host.Grains.Session(Branch.Tenant);
        var bea = (await sessions.FindAsync(token, None))!.User;
        var listed = (await sessions.ListAsync(bea.Id, Branch.System, None)).ShouldHaveSingleItem();
        (listed.Kind, listed.Origin).ShouldBe((SessionKind.Browser, "192.0.2.1"));
        _host.Time.Advance(new Platen.Domain.Tenants.Tenant { Id = Branch.Tenant, Name = "x" }.BrowserIdle);
        (await sessions.FindAsync(token, None)).ShouldBeNull();
    }

    // AU23: separate. Mutant: a user is found by name or e-mail address, which others can be given
    [Fact]
    public async Task Login_OfSomebodyWithAUsersName_MakesAnotherUser()
    {
        _host.Provider.Codes["anna"] = new OpenIdIdentity("subject-2", "anna", "Not Anna", "anna@example.com", null);
        (await LogInAsync("anna")).Token.ShouldNotBeNull();
        _host.Records.All<User>().Select(user => user.LoginName).ShouldBe(["anna", "anna-2"], ignoreOrder: true);
        (await _branch.AnnaGrain.GetAsync(None))!.Source.ShouldBeEmpty();
        _host.Provider.Codes["twin"] = new OpenIdIdentity("subject-3", "anna", "Third", "anna@example.com", null);
        await LogInAsync("twin");
        _host.Records.All<User>().Count(user => user.Source == UserSource.OpenId).ShouldBe(2);
    }

    // AU24, AU26
    [Fact]
    public async Task User_OfTheProvider_HasNoPasswordHere()
    {
        await LogInAsync("bea");
        var bea = _host.Records.All<User>().Single(user => user.Source == UserSource.OpenId);
        bea.PasswordHash.ShouldBeEmpty();
        (await _host.Grains.User(Branch.Tenant, bea.Id).SetPasswordAsync("Correct-horse-7", Branch.System, None)).Code.ShouldBe(CommandCode.Refused);
        (await _host.Grains.Session(Branch.Tenant).LogInAsync(new LogIn { LoginName = "bea", Password = "" }, None)).Code.ShouldBe(LogInCode.Wrong);
        (await _host.Grains.User(Branch.Tenant, bea.Id).IssuePinAsync(Branch.System, None)).Pin.ShouldNotBeNull("PIN and card work at devices");
        (await _host.Grains.User(Branch.Tenant, bea.Id).AddCardAsync("04A2197F", Branch.System, None)).Code.ShouldBe(CommandCode.Done);
    }

    // AU25
    [Fact]
    public async Task User_ShutOutHere_StaysOut()
    {
        await LogInAsync("bea");
        var bea = _host.Records.All<User>().Single(user => user.Source == UserSource.OpenId);
        await _host.Grains.User(Branch.Tenant, bea.Id).DeactivateAsync(Branch.System, None);
        (await LogInAsync("bea")).Token.ShouldBeNull();
        _host.Records.Audit[^1].Entry.Details["reason"].ShouldContain("shut out");
    }

    [Fact]
    public async Task Groups_MadeHere_StayWhateverTheProviderSays()
    {
        await LogInAsync("bea");
        var bea = _host.Records.All<User>().Single(user => user.Source == UserSource.OpenId);
        var ours = GroupId.New(_host.Time);
        await _host.Grains.Group(Branch.Tenant, ours).PutAsync(new PutGroup { Name = "Ours" }, Branch.System, None);
        (await _host.Grains.User(Branch.Tenant, bea.Id).UpdateAsync(new UpdateUser { Groups = ["Ours"] }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        _host.Provider.Codes["bea"] = new OpenIdIdentity("subject-1", "bea", "Bea", "", []);
        await LogInAsync("bea");
        (await _host.Grains.User(Branch.Tenant, bea.Id).GetAsync(None))!.Groups.ShouldBe([ours]);
    }

    // Mutants: state is not compared; a ticket is good twice; it is good for ever; anybody's ticket fits
    [Fact]
    public async Task Answer_ThatDoesNotFitTheBrowser_IsRefused()
    {
        var (start, state) = await BeginAsync();
        (await CompleteAsync(start.Token, "another state", "bea")).Token.ShouldBeNull();
        (await CompleteAsync("", state, "bea")).Token.ShouldBeNull();
        (await CompleteAsync(start.Token[..^4] + "AAAA", state, "bea")).Token.ShouldBeNull();
        (await CompleteAsync(start.Token, state, "bea")).Token.ShouldNotBeNull();
        (await CompleteAsync(start.Token, state, "bea")).Token.ShouldBeNull("used");

        var (late, lateState) = await BeginAsync();
        _host.Time.Advance(OpenIdTicket.Lifetime);
        (await CompleteAsync(late.Token, lateState, "bea")).Token.ShouldBeNull("too late");
        _host.Records.All<User>().Count(user => user.Source == UserSource.OpenId).ShouldBe(1);
    }

    // mix-up (RFC 9207, RFC 9700). Mutant: iss is not compared
    [Fact]
    public async Task Answer_OfAnotherProvider_IsRefused()
    {
        var (start, state) = await BeginAsync();
        (await CompleteAsync(start.Token, state, "bea", "https://evil.test")).Token.ShouldBeNull();
        _host.Provider.NamesItself = true;
        var (second, secondState) = await BeginAsync();
        (await CompleteAsync(second.Token, secondState, "bea")).Token.ShouldBeNull("it always names itself");
        var (third, thirdState) = await BeginAsync();
        (await CompleteAsync(third.Token, thirdState, "bea", "https://idp.test")).Token.ShouldNotBeNull();

        _host.Provider.NamesItself = false;
        var (fourth, fourthState) = await BeginAsync();
        await Grain.PutAsync(Settings with { Issuer = "https://other.test" }, Branch.System, None);
        (await CompleteAsync(fourth.Token, fourthState, "bea")).Token.ShouldBeNull("the provider was changed meanwhile");
    }

    [Fact]
    public async Task Request_HasAllThatMakesItSafe()
    {
        var (start, state) = await BeginAsync();
        var query = HttpUtility.ParseQueryString(new Uri(start.Location).Query);
        query["response_type"].ShouldBe("code");
        query["redirect_uri"].ShouldBe("https://print.test/login/openid/callback");
        query["code_challenge_method"].ShouldBe("S256");
        query["code_challenge"]!.Length.ShouldBe(43);
        query["nonce"]!.Length.ShouldBe(43);
        state.Length.ShouldBe(43);
        start.Token.ShouldNotContain(state);
        (await BeginAsync()).State.ShouldNotBe(state);
    }

    // ASVS 7.5.1. Mutants: a login by the provider's session of hours ago counts as fresh; the request asks for no proof; who is told why learns nothing, or is led elsewhere
    [Fact]
    public async Task Session_ByTheProvidersWord_IsFreshOnlyByTheProofThatItNames()
    {
        var sessions = _host.Grains.Session(Branch.Tenant);
        async Task<bool> IsFreshAsync(DateTimeOffset? provenAt)
        {
            _host.Provider.Codes["bea"] = _host.Provider.Codes["bea"] with { ProvenAt = provenAt };
            return (await sessions.FindAsync((await LogInAsync("bea")).Token!, None))!.IsFresh(_host.Time.GetUtcNow());
        }

        (await IsFreshAsync(null)).ShouldBeFalse("nobody knows when it was");
        (await IsFreshAsync(_host.Time.GetUtcNow() - FreshLogin.Max - TimeSpan.FromSeconds(1))).ShouldBeFalse();
        (await IsFreshAsync(_host.Time.GetUtcNow() - TimeSpan.FromMinutes(1))).ShouldBeTrue();

        var plain = HttpUtility.ParseQueryString(new Uri((await Grain.BeginAsync("/profile", None))!.Location).Query);
        (plain["prompt"], plain["max_age"]).ShouldBe((null, null), "the provider's session is enough to log in");
        var start = (await Grain.BeginAgainAsync("/profile", None))!;
        var query = HttpUtility.ParseQueryString(new Uri(start.Location).Query);
        (query["prompt"], query["max_age"]).ShouldBe(("login", "0"));
        _host.Provider.Refusal = new OpenIdRefusedException("no time", OpenIdFailure.NoLoginTime);
        var refused = await CompleteAsync(start.Token, query["state"]!, "bea");
        (refused.Token, refused.Failure, refused.To).ShouldBe((null, OpenIdFailure.NoLoginTime, "/profile"));
        _host.Records.Audit[^1].Entry.Details["reason"].ShouldBe("no time");
    }

    // Mutant: the stored secret goes along to another issuer
    [Fact]
    public async Task Issuer_Changed_AsksForTheSecretAgain()
    {
        (await Grain.PutAsync(Settings with { Password = null, Issuer = "https://evil.test" }, Branch.System, None)).Code.ShouldBe(CommandCode.Invalid);
        (await Grain.PutAsync(Settings with { Password = null, Name = "New" }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await Grain.GetAsync(None))!.ShouldSatisfyAllConditions(view => view.HasSecret.ShouldBeTrue(), view => view.Provider.SealedSecret.IsEmpty.ShouldBeTrue(), view => view.Provider.Name.ShouldBe("New"));
        var anna = Actor.Of((await _branch.AnnaGrain.GetAsync(None))!, "");
        (await Grain.PutAsync(Settings, anna, None)).Code.ShouldBe(CommandCode.Forbidden);
    }

    [Theory]
    [InlineData("http://idp.test")]
    [InlineData("https://idp.test/?x=1")]
    [InlineData("https://user:password@idp.test")]
    [InlineData("file:///etc/passwd")]
    [InlineData("idp.test")]
    public async Task Issuer_ThatIsNoPlainHttpsAddress_IsRefused(string issuer) =>
        (await Grain.PutAsync(Settings with { Issuer = issuer }, Branch.System, None)).Messages.ShouldContain(message => message.StartsWith("The issuer"));

    private async Task<(OpenIdStart Start, string State)> BeginAsync()
    {
        var start = (await Grain.BeginAsync("/jobs", None))!;
        return (start, HttpUtility.ParseQueryString(new Uri(start.Location).Query)["state"]!);
    }

    private Task<OpenIdResult> CompleteAsync(string token, string state, string code, string issuer = "") =>
        Grain.CompleteAsync(new CompleteOpenId { Token = token, State = state, Code = code, Issuer = issuer, Origin = "192.0.2.1" }, None);

    private async Task<OpenIdResult> LogInAsync(string code)
    {
        var (start, state) = await BeginAsync();
        return await CompleteAsync(start.Token, state, code);
    }
}
