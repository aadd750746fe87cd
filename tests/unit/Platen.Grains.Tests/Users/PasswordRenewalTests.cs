using Platen.Domain.Users;
using Platen.Grains.Abstractions;
using Platen.Grains.Abstractions.Tenants;
using Platen.Grains.Abstractions.Users;
using Platen.Grains.Tests.Support;

namespace Platen.Grains.Tests.Users;

/// <summary>AU11, AU15: hashes under the tenant's pepper, made anew at a login.</summary>
public sealed class PasswordRenewalTests : IAsyncLifetime
{
    private const string Password = "correct horse drum";
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly GrainHost _host = new();
    private Branch _branch = null!;

    private IUserGrain Grain => _host.Grains.User(Branch.Tenant, _branch.Anna);

    public async Task InitializeAsync() => _branch = await new Branch(_host.Grains, _host.Time).SetUpAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    // Mutants: no pepper; the same one for every tenant
    // ASVS 6.2.12. Mutants: BreachAsync is not asked when a user is added, or when a password is set; it is asked for the form that was typed only
    [Fact]
    public async Task BreachedPassword_IsRefusedWhereverOneIsSet()
    {
        _host.Breaches.Known.Add("caf\u00E9 Olympus 77");
        var made = await _host.Grains.User(Branch.Tenant, UserId.New(_host.Time)).CreateAsync(
            new CreateUser { LoginName = "breached", DisplayName = "Breached", Role = UserRole.User, Password = "caf\u00E9 Olympus 77" }, Branch.System, None);
        made.Result.Messages.ShouldHaveSingleItem().ShouldContain("stolen");
        var set = await Grain.SetPasswordAsync("cafe\u0301 Olympus 77", Branch.System, None);
        (set.Code, set.Messages.Single().Contains("stolen", StringComparison.Ordinal)).ShouldBe((CommandCode.Invalid, true));
        (await Grain.SetPasswordAsync("cafe\u0301 Olympus 78", Branch.System, None)).IsDone.ShouldBeTrue();
    }

    [Fact]
    public async Task SetPassword_IsHashedByArgon2idUnderTheTenantsPepper()
    {
        (await Grain.SetPasswordAsync(Password, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        var pepper = PasswordPepper.Of((await _host.Secrets.GetAsync(Branch.Tenant, None)).AsSpan())!;
        var hash = (await Grain.GetAsync(None))!.PasswordHash;
        hash.ShouldStartWith("$argon2id$");
        PasswordHash.CanVerify(hash).ShouldBeFalse("it names a pepper");
        PasswordHash.Verify(hash, Password, pepper).ShouldBeTrue();
        PasswordHash.Verify(hash, Password).ShouldBeFalse();
    }

    // Mutants: renew after a wrong password; do not tell the sites; renew at every login
    [Fact]
    public async Task LogIn_WithAHashOfBefore_MakesItAnewOnceAndTellsTheSites()
    {
        var old = PasswordHash.Create(Password, PasswordAlgorithm.Pbkdf2Sha512);
        var row = (await Grain.GetAsync(None))!;
        await _host.Records.CommitAsync(
            new() { Tenant = Branch.Tenant, AuditChain = "console", Changes = [new Domain.Ports.UserChange(row with { PasswordHash = old, Version = row.Version + 1 }) { ExpectedVersion = row.Version }] }, None);
        await _host.RestartAsync();
        var feed = _host.Records.Feed.Count;

        (await Grain.LogInAsync("wrong", "", None)).Code.ShouldBe(LogInCode.Wrong);
        (await Anna()).PasswordHash.ShouldBe(old);
        (await Grain.LogInAsync(Password, "", None)).Code.ShouldBe(LogInCode.Ok);
        var renewed = (await Anna()).PasswordHash;
        renewed.ShouldStartWith("$argon2id$");
        _host.Records.Feed.Count.ShouldBe(feed + 1);

        (await Grain.LogInAsync(Password, "", None)).Code.ShouldBe(LogInCode.Ok);
        (await Anna()).PasswordHash.ShouldBe(renewed);
        _host.Records.Feed.Count.ShouldBe(feed + 1);
    }

    // A password of 256 characters and an emoji across the bound: wrong, not a fault
    [Fact]
    public async Task LogIn_OverLongPassword_IsWrong()
    {
        await Grain.SetPasswordAsync(Password, Branch.System, None);
        (await Grain.LogInAsync(new string('x', PasswordPolicy.LengthMax - 1) + "🎈", "", None)).Code.ShouldBe(LogInCode.Wrong);
        (await Grain.LogInAsync(new string('x', 1_000_000), "", None)).Code.ShouldBe(LogInCode.Wrong);
    }

    [Fact]
    public async Task SetPassword_UnderEachLevel_FollowsTheTenantsRules()
    {
        var tenant = _host.Grains.Tenant(Branch.Tenant);
        (await tenant.UpdateAsync(new UpdateTenant { PasswordLevel = PasswordLevel.Nist }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await Grain.SetPasswordAsync("correct horse", Branch.System, None)).Code.ShouldBe(CommandCode.Invalid);
        (await Grain.SetPasswordAsync("violet kettle marsh drum", Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await tenant.UpdateAsync(new UpdateTenant { PasswordLevel = PasswordLevel.Strict }, Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await Grain.SetPasswordAsync("violet kettle marsh drum", Branch.System, None)).Code.ShouldBe(CommandCode.Invalid);
        (await Grain.SetPasswordAsync("Abcdef1!", Branch.System, None)).Code.ShouldBe(CommandCode.Done);
        (await tenant.UpdateAsync(new UpdateTenant { PasswordClasses = 5 }, Branch.System, None)).Code.ShouldBe(CommandCode.Invalid);
    }

    private async Task<User> Anna() => (await Grain.GetAsync(None))!;
}
